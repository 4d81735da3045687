package dev.sideband.collector.memory;

import dev.sideband.collector.publish.PartitionWriter;
import dev.sideband.collector.share.PartitionHook;

/** Has at hand what was learned of the BMCs of the partitions that are this collector's. */
public record MemoryOfPartitions(MemoryStore store) implements PartitionHook {
    @Override
    public void opened(int partition, PartitionWriter writer) {
        store.restore(partition);
    }

    @Override
    public void left(int partition) {
        store.release(partition);
    }
}
