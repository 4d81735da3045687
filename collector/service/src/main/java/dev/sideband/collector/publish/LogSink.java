package dev.sideband.collector.publish;

import dev.sideband.avro.LogPosition;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;

/**
 * Takes log records, exactly once: they and the position behind them are written together or not at
 * all, and only if the position before them is the one on the topic.
 */
public interface LogSink {
    /** Knows nothing and takes nothing. */
    LogSink NOWHERE =
            new LogSink() {
                @Override
                public @Nullable LogPosition position(String target) {
                    return null;
                }

                @Override
                public CompletableFuture<Result> commit(LogBatch batch) {
                    return CompletableFuture.completedFuture(new Result(false, null));
                }
            };

    /** How far the target's log is on the topic; null: nothing of it is. */
    @Nullable LogPosition position(String target);

    /**
     * Writes {@code batch} when its turn comes. The result may take as long as the brokers are
     * away; it never comes exceptionally.
     */
    CompletableFuture<Result> commit(LogBatch batch);

    /**
     * What became of a batch.
     *
     * @param written whether its events and its position are on their topics
     * @param position what is on the topic now, and where to read on from
     */
    record Result(boolean written, @Nullable LogPosition position) {}
}
