package dev.sideband.collector.share;

import dev.sideband.collector.publish.PartitionWriter;

import java.time.Duration;

/**
 * A component that has something to do where partitions come and go. For each partition the calls
 * come one after the other; those for different partitions may come at once.
 */
public interface PartitionHook {
    /**
     * The partition is this collector's, and its writer is open; its BMCs are not polled yet. On a
     * thread of its own, so it may ask the brokers. Called again after a pause where it throws.
     */
    default void opened(int partition, PartitionWriter writer) throws Exception {
        // Most need not know.
    }

    /**
     * The partition is about to be let go in order. Its BMCs are still polled and its writer still
     * writes: end what is under way, within {@code limit}.
     */
    default void leaving(int partition, Duration limit) throws InterruptedException {
        // Most have nothing under way.
    }

    /**
     * The partition is let go: its BMCs are not polled any more. Where it went in order, its writer
     * still writes; where it was lost, it does not. Also called where {@link #opened} never came to
     * its end.
     */
    default void left(int partition) {
        // Most hold nothing.
    }
}
