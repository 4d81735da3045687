package dev.sideband.redfish.sensor;

import java.util.OptionalDouble;

/**
 * The thresholds of a sensor in its unit; empty where it has none.
 *
 * @param lnr lower non-recoverable: LowerThresholdFatal, LowerFatal
 * @param lcr lower critical
 * @param lnc lower non-critical: LowerThresholdNonCritical, LowerCaution
 * @param unc upper non-critical
 * @param ucr upper critical
 * @param unr upper non-recoverable
 */
public record Thresholds(
        OptionalDouble lnr,
        OptionalDouble lcr,
        OptionalDouble lnc,
        OptionalDouble unc,
        OptionalDouble ucr,
        OptionalDouble unr) {
    private static final OptionalDouble EMPTY = OptionalDouble.empty();

    /** No threshold at all. */
    public static final Thresholds NONE = new Thresholds(EMPTY, EMPTY, EMPTY, EMPTY, EMPTY, EMPTY);

    /** Whether there is none. */
    public boolean isEmpty() {
        return equals(NONE);
    }

    /** Where {@code value} is; UNKNOWN where there are no thresholds. */
    public ThresholdStatus status(double value) {
        if (isEmpty()) {
            return ThresholdStatus.UNKNOWN;
        }
        if (isBelow(value, lnr) || isAbove(value, unr)) {
            return ThresholdStatus.NR;
        }
        if (isBelow(value, lcr) || isAbove(value, ucr)) {
            return ThresholdStatus.CR;
        }
        return isBelow(value, lnc) || isAbove(value, unc) ? ThresholdStatus.NC : ThresholdStatus.OK;
    }

    /** The side of the threshold that {@code value} has reached; NONE where it has none. */
    public Side side(double value) {
        if (isBelow(value, lnc) || isBelow(value, lcr) || isBelow(value, lnr)) {
            return Side.LOW;
        }
        return isAbove(value, unc) || isAbove(value, ucr) || isAbove(value, unr)
                ? Side.HIGH
                : Side.NONE;
    }

    private static boolean isBelow(double value, OptionalDouble limit) {
        return limit.isPresent() && value <= limit.getAsDouble();
    }

    private static boolean isAbove(double value, OptionalDouble limit) {
        return limit.isPresent() && value >= limit.getAsDouble();
    }
}
