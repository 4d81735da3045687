package dev.sideband.collector.poll;

import java.time.Duration;
import java.time.Instant;

/**
 * When a log is looked at that somebody hinted at. Whoever sends hints, or forges them, must not
 * wear a BMC out: between two looks is a gap, longer after a look that took long, and longer and
 * longer while looks find nothing. So a BMC that pushes what it does not log, such as our own
 * requests, is soon left to the polls.
 */
final class LookPacing {
    static final Duration GAP = Duration.ofSeconds(10);

    private static final Duration LONGEST_GAP = Duration.ofMinutes(5);

    /** A BMC rests for so many times as long as a look took. */
    private static final int REST = 3;

    private static final int MAX_DOUBLINGS = 10;

    private Instant next = Instant.MIN;
    private int vain;

    /** When to look at the earliest. */
    Instant next() {
        return next;
    }

    /** Something new was in a log. */
    void found() {
        vain = 0;
    }

    /**
     * A look was in vain or not.
     *
     * @return whether to look once more: some push before they log
     */
    boolean looked(Instant began, Instant ended, boolean found) {
        vain = found ? 0 : vain + 1;
        Duration gap = GAP.multipliedBy(1L << Math.min(Math.max(0, vain - 1), MAX_DOUBLINGS));
        if (gap.compareTo(LONGEST_GAP) > 0) {
            gap = LONGEST_GAP;
        }
        Instant rested = ended.plus(Duration.between(began, ended).multipliedBy(REST));
        next = began.plus(gap);
        if (rested.isAfter(next)) {
            next = rested;
        }
        return vain == 1;
    }
}
