package dev.sideband.collector.poll;

import java.util.concurrent.atomic.LongAdder;

/** Counts what all workers do. */
public final class PollCounters {
    private final LongAdder polls = new LongAdder();
    private final LongAdder latePolls = new LongAdder();
    private final LongAdder failedPolls = new LongAdder();

    void polled() {
        polls.increment();
    }

    void late() {
        latePolls.increment();
    }

    void failed() {
        failedPolls.increment();
    }

    /** Polls that ended, well or not. */
    public long polls() {
        return polls.sum();
    }

    /**
     * Polls that began more than a tenth of their interval after they were due, or were left out.
     */
    public long latePolls() {
        return latePolls.sum();
    }

    /** Polls that failed. */
    public long failedPolls() {
        return failedPolls.sum();
    }
}
