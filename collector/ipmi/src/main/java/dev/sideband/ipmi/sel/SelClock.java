package dev.sideband.ipmi.sel;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * The clock that stamps a log, against ours.
 *
 * @param relative it was not set and counts from the start of the BMC
 * @param offsetMillis that clock minus ours
 */
public record SelClock(boolean relative, long offsetMillis) {
    /** A smaller change may be the clock's own inaccuracy: it tells whole seconds. */
    static final long LEAST_JUMP_MILLIS = 3_000;

    private static final long LEAST_DRIFT_MILLIS = 1_500;

    /** A stamp is a whole second: on average, what it stamps came half of one later. */
    private static final long HALF_A_SECOND = 500;

    /**
     * The clock that told {@code seconds} at {@code at}, halfway between question and answer.
     *
     * @return null where the BMC does not know
     */
    public static @Nullable SelClock told(long seconds, Instant at) {
        if (seconds == SelTime.UNSPECIFIED) {
            return null;
        }
        return new SelClock(
                SelTime.isRelative(seconds), seconds * 1_000 + HALF_A_SECOND - at.toEpochMilli());
    }

    /** The BMC's clock minus ours; null where that clock was not set. */
    public @Nullable Long skewMillis() {
        return relative ? null : offsetMillis;
    }

    /** Whether this clock was set, jumped or began anew since it was {@code before}. */
    boolean jumpedFrom(SelClock before) {
        return relative != before.relative || differs(before, LEAST_JUMP_MILLIS);
    }

    /** Whether it went so much too fast or too slow that a jump could be missed or imagined. */
    boolean driftedFrom(SelClock before) {
        return differs(before, LEAST_DRIFT_MILLIS);
    }

    private boolean differs(SelClock before, long millis) {
        return Math.abs(offsetMillis - before.offsetMillis) >= millis;
    }

    /** When a record with this stamp was written, by our clock. */
    Instant timeOf(long seconds) {
        return Instant.ofEpochMilli(seconds * 1_000 + HALF_A_SECOND - offsetMillis);
    }

    /** What this clock told at {@code at}. */
    long secondsAt(Instant at) {
        return (at.toEpochMilli() + offsetMillis) / 1_000;
    }

    /** The same clock after it was set from {@code before} to {@code after}. */
    SelClock afterSetting(long before, long after) {
        return new SelClock(SelTime.isRelative(after), offsetMillis + (after - before) * 1_000);
    }

    /** The same clock before it was set from {@code before} to {@code after}. */
    SelClock beforeSetting(long before, long after) {
        return new SelClock(SelTime.isRelative(before), offsetMillis - (after - before) * 1_000);
    }
}
