package dev.sideband.collector.poll;

import dev.sideband.collector.probe.FailureReason;

import java.time.Duration;

/**
 * How long to leave a BMC alone after failed polls: twice as long each time, up to a limit, with
 * jitter so that a rack that fails together does not return together.
 */
final class Backoff {
    /** A BMC that may come back by itself is asked at least this often, if polled that often. */
    static final Duration LONGEST_TRIAL = Duration.ofMinutes(1);

    /** The first wait after a refused login; most BMCs forget wrong logins within minutes. */
    static final Duration FIRST_LOGIN_TRIAL = Duration.ofMinutes(1);

    static final Duration LONGEST_LOGIN_TRIAL = Duration.ofMinutes(15);

    private static final double JITTER = 0.2;
    private static final int MOST_DOUBLINGS = 10;

    private Backoff() {}

    /**
     * How long to wait before the next trial.
     *
     * @param failures how many polls failed in a row, at least 1
     * @param random from 0 to 1
     */
    static Duration delay(FailureReason reason, int failures, Duration interval, double random) {
        Duration first = interval;
        Duration longest = longestTrial(interval);
        if (reason.needsOperator()) {
            first = max(interval, FIRST_LOGIN_TRIAL);
            longest = max(interval, LONGEST_LOGIN_TRIAL);
        }
        long doubled = first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
        long millis = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis((long) (millis * (1 + JITTER * (random - 0.5))));
    }

    /** Two and a half intervals: who returns is seen within three. */
    private static Duration longestTrial(Duration interval) {
        return max(interval, min(interval.multipliedBy(5).dividedBy(2), LONGEST_TRIAL));
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
