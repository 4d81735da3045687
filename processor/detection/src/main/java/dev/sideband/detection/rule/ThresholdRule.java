package dev.sideband.detection.rule;

import dev.sideband.avro.Event;
import dev.sideband.avro.EventDirection;
import dev.sideband.avro.Reading;
import dev.sideband.avro.Severity;
import dev.sideband.avro.Side;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How bad an analogue reading is.
 *
 * <p>The BMC's own word comes first: its status bits know thresholds that changed since the
 * descriptor was read. Where it gives none, the numbers decide; where there are no thresholds
 * either, its verdict on the sensor's health.
 */
public final class ThresholdRule {
    private ThresholdRule() {}

    /**
     * How bad {@code reading} is; empty where it cannot be told.
     *
     * @param limits asked for only where the BMC's word is not enough
     * @param present what the sensor's alert says now
     */
    public static Optional<Level> judge(Reading reading, Supplier<Limits> limits, Level present) {
        return switch (reading.getStatus()) {
            case OK -> Optional.of(okay(reading.getValue(), limits, present));
            case NC -> Optional.of(told(reading, Severity.WARNING, limits.get(), present));
            case CR, NR -> Optional.of(told(reading, Severity.CRITICAL, limits.get(), present));
            case UNKNOWN -> byNumbers(reading, limits.get(), present);
        };
    }

    private static Level okay(@Nullable Double value, Supplier<Limits> limits, Level present) {
        return present.isTrouble() && value != null
                ? limits.get().hold(value, Level.OK, present)
                : Level.OK;
    }

    private static Level told(Reading reading, Severity severity, Limits limits, Level present) {
        Double value = reading.getValue();
        Side side = reading.getSide();
        if (side == Side.NONE && value != null) {
            side = limits.side(severity, value);
        }
        Level told = new Level(severity, side, limits.crossed(severity, side, value));
        return value == null ? told : limits.hold(value, told, present);
    }

    private static Optional<Level> byNumbers(Reading reading, Limits limits, Level present) {
        Double value = reading.getValue();
        if (value != null && !limits.isEmpty()) {
            return Optional.of(limits.judge(value, present));
        }
        return byHealth(reading.getHealth());
    }

    /** What a BMC's own verdict means: Redfish's OK, Warning, Critical. */
    static Optional<Level> byHealth(@Nullable String health) {
        if (health == null) {
            return Optional.empty();
        }
        return switch (health.toLowerCase(Locale.ROOT)) {
            case "ok" -> Optional.of(Level.OK);
            case "warning" -> Optional.of(new Level(Severity.WARNING, Side.NONE, null));
            case "critical" -> Optional.of(new Level(Severity.CRITICAL, Side.NONE, null));
            default -> Optional.empty();
        };
    }

    /**
     * How bad it is by a log record that tells of a threshold; a reading decides afterwards.
     *
     * <p>The end of a critical state leaves a warning where there is a non-critical threshold on
     * that side: its own end is told by a record of its own.
     */
    public static Level judge(Event event, Limits limits, Level present) {
        Double value = event.getTriggerValue();
        Side side = sideOf(event.getEvent());
        if (begins(event)) {
            Severity severity = tellsOfWarning(event) ? Severity.WARNING : Severity.CRITICAL;
            return new Level(severity, side, limit(event, limits, severity, side));
        }
        if (value != null && !limits.isEmpty()) {
            return limits.judge(value, present);
        }
        boolean wasCritical = present.severity() == Severity.CRITICAL;
        if (wasCritical && tellsOfWarning(event)) {
            return present;
        }
        return wasCritical && limits.hasWarning(present.side())
                ? new Level(
                        Severity.WARNING,
                        present.side(),
                        limits.crossed(Severity.WARNING, present.side(), null))
                : Level.OK;
    }

    /**
     * Whether a threshold record tells of a crossing for the worse. IPMI also has "Upper Critical
     * going low": asserted, it tells of the way back.
     */
    public static boolean begins(Event event) {
        String lower = event.getEvent().toLowerCase(Locale.ROOT);
        Side side = sideOf(lower);
        boolean wayBack =
                (side == Side.HIGH && lower.contains("going low"))
                        || (side == Side.LOW && lower.contains("going high"));
        return (event.getDirection() != EventDirection.DEASSERTED) != wayBack;
    }

    private static Level.@Nullable Limit limit(
            Event event, Limits limits, Severity severity, Side side) {
        Double threshold = event.getTriggerThreshold();
        Level.Limit known = limits.crossed(severity, side, event.getTriggerValue());
        if (threshold == null) {
            return known;
        }
        String name =
                known != null && known.value() == threshold
                        ? known.name()
                        : severity == Severity.CRITICAL ? "critical" : "non-critical";
        return new Level.Limit(name, threshold);
    }

    private static boolean tellsOfWarning(Event event) {
        return event.getEvent().toLowerCase(Locale.ROOT).contains("non-critical");
    }

    /** The words of IPMI 2.0 table 42-2: "Upper Critical - going high", "Lower ...". */
    static Side sideOf(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        if (lower.contains("upper")) {
            return Side.HIGH;
        }
        return lower.contains("lower") ? Side.LOW : Side.NONE;
    }

    /** Whether {@code words} are those of a threshold event (IPMI 2.0 table 42-2). */
    public static boolean tellsOfThreshold(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        return sideOf(words) != Side.NONE
                && (lower.contains("critical") || lower.contains("non-recoverable"));
    }
}
