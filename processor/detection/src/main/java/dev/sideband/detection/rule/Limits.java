package dev.sideband.detection.rule;

import dev.sideband.avro.Sensor;
import dev.sideband.avro.Severity;
import dev.sideband.avro.Side;
import dev.sideband.detection.rule.Level.Limit;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The thresholds of one sensor, the most severe first on each side.
 *
 * <p>A value at a threshold has crossed it (IPMI 2.0 §35.14: "at or above", "at or below"), and has
 * left it again once it is back by the hysteresis.
 */
public final class Limits {
    /** No thresholds at all. */
    public static final Limits NONE = new Limits(List.of(), 0, 0);

    private final List<Bound> bounds;
    private final double hysteresisUpper;
    private final double hysteresisLower;

    private Limits(List<Bound> bounds, double hysteresisUpper, double hysteresisLower) {
        this.bounds = List.copyOf(bounds);
        this.hysteresisUpper = hysteresisUpper;
        this.hysteresisLower = hysteresisLower;
    }

    /** The thresholds that {@code sensor} has; {@link #NONE} where it is not known. */
    public static Limits of(@Nullable Sensor sensor) {
        if (sensor == null) {
            return NONE;
        }
        var bounds = new ArrayList<Bound>();
        add(bounds, Severity.CRITICAL, Side.HIGH, "upper non-recoverable", sensor.getUnr());
        add(bounds, Severity.CRITICAL, Side.HIGH, "upper critical", sensor.getUcr());
        add(bounds, Severity.CRITICAL, Side.LOW, "lower non-recoverable", sensor.getLnr());
        add(bounds, Severity.CRITICAL, Side.LOW, "lower critical", sensor.getLcr());
        add(bounds, Severity.WARNING, Side.HIGH, "upper non-critical", sensor.getUnc());
        add(bounds, Severity.WARNING, Side.LOW, "lower non-critical", sensor.getLnc());
        return new Limits(
                bounds, orZero(sensor.getHysteresisUpper()), orZero(sensor.getHysteresisLower()));
    }

    private static void add(
            List<Bound> to, Severity severity, Side side, String name, @Nullable Double value) {
        if (value != null && !value.isNaN()) {
            to.add(new Bound(severity, side, new Limit(name, value)));
        }
    }

    private static double orZero(@Nullable Double value) {
        return value == null || value.isNaN() ? 0 : Math.max(0, value);
    }

    public boolean isEmpty() {
        return bounds.isEmpty();
    }

    /** Whether there is a non-critical threshold on {@code side}. */
    boolean hasWarning(Side side) {
        return bounds.stream().anyMatch(b -> b.side == side && b.severity == Severity.WARNING);
    }

    /** How bad {@code value} is when it was {@code present} before. */
    Level judge(double value, Level present) {
        for (Bound bound : bounds) {
            if (bound.crossedBy(value) || holds(bound, value, present)) {
                return bound.level();
            }
        }
        return Level.OK;
    }

    /**
     * What holds {@code present} although the BMC calls {@code value} {@code told}: hysteresis
     * alone.
     */
    Level hold(double value, Level told, Level present) {
        for (Bound bound : bounds) {
            if (worse(bound.severity, told.severity()) && holds(bound, value, present)) {
                return bound.level();
            }
        }
        return told;
    }

    /** The threshold of {@code severity} that {@code value} has crossed, the most severe first. */
    @Nullable Limit crossed(Severity severity, Side side, @Nullable Double value) {
        Limit nearest = null;
        for (Bound bound : bounds) {
            if (bound.severity == severity && (side == Side.NONE || bound.side == side)) {
                if (value != null && bound.crossedBy(value)) {
                    return bound.limit;
                }
                if (side != Side.NONE) {
                    nearest = bound.limit;
                }
            }
        }
        return nearest;
    }

    /** The side on which {@code value} lies nearer to a threshold of {@code severity}. */
    Side side(Severity severity, double value) {
        for (Bound bound : bounds) {
            if (bound.severity == severity && bound.crossedBy(value)) {
                return bound.side;
            }
        }
        return Side.NONE;
    }

    /** Within the band between the threshold and the point at which it is left. */
    private boolean holds(Bound bound, double value, Level present) {
        if (present.side() != bound.side || worse(bound.severity, present.severity())) {
            return false;
        }
        double limit = bound.limit.value();
        double band = bound.side == Side.HIGH ? hysteresisUpper : hysteresisLower;
        // A band of half the threshold is no hysteresis but a BMC's "not set"; it would never end.
        if (band == 0 || band > Math.abs(limit) / 2) {
            return false;
        }
        return bound.side == Side.HIGH
                ? value < limit && value > limit - band
                : value > limit && value < limit + band;
    }

    private static boolean worse(Severity one, Severity other) {
        return one.compareTo(other) > 0;
    }

    private record Bound(Severity severity, Side side, Limit limit) {
        boolean crossedBy(double value) {
            return side == Side.HIGH ? value >= limit.value() : value <= limit.value();
        }

        Level level() {
            return new Level(severity, side, limit);
        }
    }
}
