package dev.sideband.collector.probe;

import java.util.concurrent.Semaphore;

/**
 * Lets only so many logins happen at once, so that a start with thousands of BMCs is no storm.
 *
 * <p>BMCs that did not answer last time have a gate of their own: many dead ones, each waited for
 * in vain, hold up nobody who is alive.
 */
final class LoginGate {
    static final int MAX_LOGINS = 64;
    static final int MAX_TRIALS = 32;

    private final Semaphore logins = new Semaphore(MAX_LOGINS, true);
    private final Semaphore trials = new Semaphore(MAX_TRIALS, true);

    /**
     * Waits for a place.
     *
     * @param trial whether the BMC did not answer last time
     * @return gives the place back
     */
    Place enter(boolean trial) throws InterruptedException {
        Semaphore gate = trial ? trials : logins;
        gate.acquire();
        return gate::release;
    }

    /** A place at the gate, held until it is closed. */
    @FunctionalInterface
    interface Place extends AutoCloseable {
        @Override
        void close();
    }
}
