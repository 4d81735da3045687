package dev.sideband.collector.poll;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Counts what all workers do. */
public final class PollCounters {
    private final LongAdder polls = new LongAdder();
    private final LongAdder latePolls = new LongAdder();
    private final LongAdder failedPolls = new LongAdder();
    private final LongAdder inFlight = new LongAdder();
    private final LongAdder looks = new LongAdder();
    private volatile Consumer<PollReport> listener = _ -> {};

    /** Has somebody told of each poll that ended, on its own thread; must not block. */
    public void tell(Consumer<PollReport> whoCounts) {
        listener = whoCounts;
    }

    void began() {
        inFlight.increment();
    }

    void ended() {
        inFlight.decrement();
    }

    void polled(PollReport report) {
        polls.increment();
        listener.accept(report);
    }

    void looked() {
        looks.increment();
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

    /** Polls under way. */
    public long inFlight() {
        return inFlight.sum();
    }

    /** Logs that were looked at before their time, as somebody hinted at news. */
    public long looks() {
        return looks.sum();
    }
}
