package dev.sideband.redfish.push;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before something is tried again: longer and longer for a stream that ends soon,
 * and never the same for all BMCs of a fleet that were cut off together. Of one thread.
 */
final class ReconnectPause {
    private static final int MAX_DOUBLINGS = 20;

    private final PushTimes times;
    private final DoubleSupplier random;
    private int soon;

    /**
     * @param random from 0 to 1
     */
    ReconnectPause(PushTimes times, DoubleSupplier random) {
        this.times = times;
        this.random = random;
    }

    /** How often in a row it ended soon. */
    int endedSoon() {
        return soon;
    }

    /** The wait after something that failed at once. */
    Duration again() {
        return after(Duration.ZERO, Optional.empty());
    }

    /** What failed went well at last. */
    void forget() {
        soon = 0;
    }

    /**
     * The wait after a stream that was open for a while.
     *
     * @param asked what the BMC asks for, which may make the wait longer, but not for ever
     */
    Duration after(Duration open, Optional<Duration> asked) {
        soon = open.compareTo(times.lasted()) >= 0 ? 0 : soon + 1;
        Duration wait =
                times.again().multipliedBy(1L << Math.min(Math.max(0, soon - 1), MAX_DOUBLINGS));
        wait = longer(wait, asked.orElse(Duration.ZERO));
        if (wait.compareTo(times.longest()) > 0) {
            wait = times.longest();
        }
        // From half of it to the whole.
        return wait.multipliedBy(500 + (long) (500 * random.getAsDouble())).dividedBy(1000);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
