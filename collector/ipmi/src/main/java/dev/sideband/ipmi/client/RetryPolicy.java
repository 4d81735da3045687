package dev.sideband.ipmi.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait for an answer, and how often to ask again: each wait is twice the one before, up
 * to a cap, give or take a tenth so that many sessions do not ask in step.
 *
 * @param firstTimeout the first wait
 * @param maxTimeout the longest single wait
 * @param tries how often a request is sent at most
 * @param deadline what a whole call may take, busy BMC and repetitions included
 */
public record RetryPolicy(
        Duration firstTimeout, Duration maxTimeout, int tries, Duration deadline) {
    /** For a LAN: 250 ms, doubled up to 4 s, five tries, ten seconds in all. */
    public static final RetryPolicy DEFAULT =
            new RetryPolicy(
                    Duration.ofMillis(250), Duration.ofSeconds(4), 5, Duration.ofSeconds(10));

    private static final long FIRST_BUSY_PAUSE_NANOS = Duration.ofMillis(50).toNanos();
    private static final int MAX_DOUBLINGS = 16;

    public RetryPolicy {
        if (!firstTimeout.isPositive() || !deadline.isPositive() || tries < 1) {
            throw new IllegalArgumentException(
                    "a retry policy needs a positive time, a positive deadline and at least one"
                            + " try");
        }
        if (maxTimeout.compareTo(firstTimeout) < 0) {
            throw new IllegalArgumentException("maxTimeout is shorter than firstTimeout");
        }
    }

    /** The wait after try number {@code attempt}, which counts from 0. */
    long timeoutNanos(int attempt, RandomGenerator random) {
        return jittered(firstTimeout.toNanos(), attempt, random);
    }

    /** The pause before a busy BMC is asked for the {@code attempt}th time, from 0. */
    long busyPauseNanos(int attempt, RandomGenerator random) {
        return jittered(FIRST_BUSY_PAUSE_NANOS, attempt, random);
    }

    private long jittered(long first, int attempt, RandomGenerator random) {
        long doubled = first << Math.min(attempt, MAX_DOUBLINGS);
        return (long) (Math.min(doubled, maxTimeout.toNanos()) * (0.9 + 0.2 * random.nextDouble()));
    }
}
