package dev.sideband.redfish.client;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Until when something may take. Of one thread. */
final class Deadline {
    private final LongSupplier nanoTime;
    private long end;
    private final Duration whole;

    Deadline(Duration whole, LongSupplier nanoTime) {
        this.whole = whole;
        this.nanoTime = nanoTime;
        this.end = nanoTime.getAsLong() + whole.toNanos();
    }

    /** What is left of it; nothing or less where it is over. */
    Duration left() {
        return Duration.ofNanos(end - nanoTime.getAsLong());
    }

    /** Makes it later by what a login in between took, which has a deadline of its own. */
    void postpone(Duration by) {
        end += by.toNanos();
    }

    /** How long it was at first, for messages such as "no answer within 10 s". */
    Duration whole() {
        return whole;
    }

    /** A length of time as an operator reads it. */
    static String text(Duration duration) {
        return duration.toMillis() < 1000 && !duration.isZero()
                ? duration.toMillis() + " ms"
                : (duration.toMillis() + 999) / 1000 + " s";
    }
}
