package dev.sideband.ipmi.sel;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** Timestamps of the log: seconds of a clock that may never have been set (IPMI 2.0 §37). */
public final class SelTime {
    /** Up to here a stamp counts from the start of the BMC instead of from 1970. */
    public static final long LAST_RELATIVE = 0x20000000L;

    /** The BMC does not know. */
    public static final long UNSPECIFIED = 0xFFFFFFFFL;

    private SelTime() {}

    /** The stamp as wall time; null where it is none. */
    public static @Nullable Instant wallTime(long seconds) {
        return isWallTime(seconds) ? Instant.ofEpochSecond(seconds) : null;
    }

    /** Whether the stamp counts from the start of the BMC. */
    static boolean isRelative(long seconds) {
        return seconds <= LAST_RELATIVE;
    }

    static boolean isWallTime(long seconds) {
        return seconds > LAST_RELATIVE && seconds != UNSPECIFIED;
    }
}
