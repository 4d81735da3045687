package dev.sideband.redfish.sensor;

import dev.sideband.redfish.resource.Resource;

import java.util.OptionalDouble;

/** Reads thresholds, and leaves out those that are none. */
final class Limits {
    private static final OptionalDouble EMPTY = OptionalDouble.empty();

    /** What registers hold that were never set. */
    private static final double UNSET = 65535;

    private Limits() {}

    /** The thresholds of an item of Thermal or Power. */
    static Thresholds flat(Resource item, String name) {
        return plausible(
                item.number("LowerThresholdFatal"),
                item.number("LowerThresholdCritical"),
                item.number("LowerThresholdNonCritical"),
                item.number("UpperThresholdNonCritical"),
                item.number("UpperThresholdCritical"),
                item.number("UpperThresholdFatal"),
                Plausibility.isMargin(name));
    }

    /** The thresholds of a Sensor, in UCUM's unit. */
    static Thresholds ofSensor(Resource sensor, String name, double factor) {
        Resource limits = sensor.part("Thresholds");
        return plausible(
                scaled(limits, "LowerFatal", factor),
                scaled(limits, "LowerCritical", factor),
                scaled(limits, "LowerCaution", factor),
                scaled(limits, "UpperCaution", factor),
                scaled(limits, "UpperCritical", factor),
                scaled(limits, "UpperFatal", factor),
                Plausibility.isMargin(name));
    }

    private static OptionalDouble scaled(Resource limits, String name, double factor) {
        OptionalDouble limit = limits.part(name).number("Reading");
        return limit.isPresent() ? OptionalDouble.of(limit.getAsDouble() * factor) : limit;
    }

    /**
     * The thresholds without those that were never set: an upper one of 0, and all of them where a
     * lower one is not below an upper one.
     */
    static Thresholds plausible(
            OptionalDouble lnr,
            OptionalDouble lcr,
            OptionalDouble lnc,
            OptionalDouble unc,
            OptionalDouble ucr,
            OptionalDouble unr,
            boolean margin) {
        Thresholds thresholds =
                new Thresholds(
                        set(lnr),
                        set(lcr),
                        set(lnc),
                        upper(unc, margin),
                        upper(ucr, margin),
                        upper(unr, margin));
        double lower = highest(thresholds.lnr(), thresholds.lcr(), thresholds.lnc());
        double upper = lowest(thresholds.unc(), thresholds.ucr(), thresholds.unr());
        boolean nothing =
                isZero(lnr)
                        && isZero(lcr)
                        && isZero(lnc)
                        && isZero(unc)
                        && isZero(ucr)
                        && isZero(unr);
        return nothing || lower >= upper ? Thresholds.NONE : thresholds;
    }

    private static OptionalDouble set(OptionalDouble limit) {
        return limit.isPresent() && Math.abs(limit.getAsDouble()) == UNSET ? EMPTY : limit;
    }

    private static OptionalDouble upper(OptionalDouble limit, boolean margin) {
        boolean none = !margin && isZero(limit);
        return none ? EMPTY : set(limit);
    }

    private static boolean isZero(OptionalDouble limit) {
        return limit.isEmpty() || limit.getAsDouble() == 0;
    }

    private static double highest(OptionalDouble... limits) {
        double highest = Double.NEGATIVE_INFINITY;
        for (OptionalDouble limit : limits) {
            highest = Math.max(highest, limit.orElse(Double.NEGATIVE_INFINITY));
        }
        return highest;
    }

    private static double lowest(OptionalDouble... limits) {
        double lowest = Double.POSITIVE_INFINITY;
        for (OptionalDouble limit : limits) {
            lowest = Math.min(lowest, limit.orElse(Double.POSITIVE_INFINITY));
        }
        return lowest;
    }
}
