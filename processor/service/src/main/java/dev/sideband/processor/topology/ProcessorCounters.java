package dev.sideband.processor.topology;

import java.util.concurrent.atomic.LongAdder;

/** What the processor counts. Any thread may count and read. */
public final class ProcessorCounters {
    private final LongAdder records = new LongAdder();
    private final LongAdder unreadable = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder raised = new LongAdder();
    private final LongAdder resolved = new LongAdder();

    void record() {
        records.increment();
    }

    void unreadable() {
        unreadable.increment();
    }

    void failed() {
        failed.increment();
    }

    void raised() {
        raised.increment();
    }

    void resolved() {
        resolved.increment();
    }

    public Snapshot snapshot() {
        return new Snapshot(
                records.sum(), unreadable.sum(), failed.sum(), raised.sum(), resolved.sum());
    }

    /**
     * The counts since the start of this process.
     *
     * @param records that were processed
     * @param unreadable records that could not be read, and were left out
     * @param failed records that were read but could not be processed, and were left out
     * @param raised alerts that began to fire; those that a crash undid are counted twice
     * @param resolved alerts that ended; the same
     */
    public record Snapshot(
            long records, long unreadable, long failed, long raised, long resolved) {}
}
