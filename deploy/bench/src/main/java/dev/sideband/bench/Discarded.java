package dev.sideband.bench;

import dev.sideband.avro.Component;
import dev.sideband.avro.LogPosition;
import dev.sideband.avro.Reading;
import dev.sideband.avro.Sensor;
import dev.sideband.avro.Status;
import dev.sideband.collector.publish.LogBatch;
import dev.sideband.collector.publish.LogSink;
import dev.sideband.collector.publish.TelemetrySink;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** In the place of Kafka: counts readings and remembers how far logs were read. */
final class Discarded implements TelemetrySink, LogSink {
    private final LongAdder readings = new LongAdder();
    private final Map<String, LogPosition> positions = new ConcurrentHashMap<>();

    long readings() {
        return readings.sum();
    }

    @Override
    public void readings(List<Reading> some) {
        readings.add(some.size());
    }

    @Override
    public void sensors(List<Sensor> sensors, Runnable onLoss) {}

    @Override
    public void inventory(List<Component> parts, Runnable onLoss) {}

    @Override
    public void status(Status status) {}

    @Override
    public void forgetSensors(String target, Collection<String> sensors) {}

    @Override
    public void forgetParts(String target, Collection<String> parts) {}

    @Override
    public void forgetStatus(String target) {}

    @Override
    public @Nullable LogPosition position(String target) {
        return positions.get(target);
    }

    @Override
    public CompletableFuture<Result> commit(LogBatch batch) {
        positions.put(batch.target(), batch.after());
        return CompletableFuture.completedFuture(new Result(true, batch.after()));
    }
}
