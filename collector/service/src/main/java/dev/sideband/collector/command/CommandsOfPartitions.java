package dev.sideband.collector.command;

import dev.sideband.collector.publish.PartitionWriter;
import dev.sideband.collector.share.PartitionHook;

import java.time.Duration;

/** Carries out the commands of the partitions that are this collector's. */
public record CommandsOfPartitions(CommandService commands) implements PartitionHook {
    @Override
    public void opened(int partition, PartitionWriter writer) {
        commands.assigned(partition, writer::write);
    }

    @Override
    public void leaving(int partition, Duration limit) throws InterruptedException {
        commands.released(partition, limit);
    }

    @Override
    public void left(int partition) {
        commands.lost(partition);
    }
}
