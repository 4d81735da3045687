package dev.sideband.collector.poll;

import dev.sideband.avro.LogPosition;
import dev.sideband.collector.publish.LogBatch;
import dev.sideband.collector.publish.LogSink;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A log sink in memory; can be told to refuse. */
final class FakeLog implements LogSink {
    final Map<String, LogPosition> positions = new HashMap<>();
    final List<LogBatch> committed = new ArrayList<>();
    boolean refuse;

    @Override
    public @Nullable LogPosition position(String target) {
        return positions.get(target);
    }

    @Override
    public CompletableFuture<Result> commit(LogBatch batch) {
        if (!refuse) {
            committed.add(batch);
            positions.put(batch.target(), batch.after());
        }
        return CompletableFuture.completedFuture(
                new Result(!refuse, positions.get(batch.target())));
    }
}
