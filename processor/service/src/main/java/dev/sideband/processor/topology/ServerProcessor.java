package dev.sideband.processor.topology;

import dev.sideband.avro.Alert;
import dev.sideband.avro.AlertState;
import dev.sideband.avro.Event;
import dev.sideband.avro.Health;
import dev.sideband.avro.Reading;
import dev.sideband.avro.Sensor;
import dev.sideband.avro.Status;
import dev.sideband.avro.Target;
import dev.sideband.detection.Changes;
import dev.sideband.detection.Detector;
import dev.sideband.detection.ServerMemory;
import dev.sideband.schemas.Topics;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;

/**
 * All that happens to the servers of one partition. Owned by the stream thread that has the
 * partition; begins anew, from the stores, whenever it is given one.
 */
final class ServerProcessor implements Processor<String, SpecificRecord, String, SpecificRecord> {
    private static final Logger LOG = LoggerFactory.getLogger(ServerProcessor.class);
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Detector detector;
    private final Topics topics;
    private final ProcessorCounters counters;
    private @Nullable Task task;

    ServerProcessor(Detector detector, Topics topics, ProcessorCounters counters) {
        this.detector = detector;
        this.topics = topics;
        this.counters = counters;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        var memories = new ServerMemories(context.getStateStore(ProcessorTopology.SERVERS));
        var sensors = new SensorDescriptors(context.getStateStore(ProcessorTopology.SENSORS));
        Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        var silence = new SilenceClock(detector, now);
        memories.forEach(silence::heard);
        task = new Task(context, memories, sensors, silence);
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        Task own = task();
        counters.record();
        if (record.key() == null) {
            skip("a record has no key", null);
            return;
        }
        String target = target(record.key());
        own.silence.processed(own.context.currentSystemTimeMs(), record.timestamp());
        ServerMemory memory = own.memories.get(target);
        Changes changes;
        try {
            changes = detect(own, memory, record);
        } catch (RuntimeException e) {
            // Half a decision is none: what is remembered is as it was before this record.
            own.memories.drop(target);
            skip("a record could not be processed", e);
            return;
        }
        publish(own, memory, changes);
    }

    private Changes detect(Task own, ServerMemory memory, Record<String, SpecificRecord> record) {
        return switch (record.value()) {
            case Reading reading -> detector.onReading(memory, reading, own.sensors);
            case Event event -> detector.onEvent(memory, event, own.sensors);
            case Status status -> detector.onStatus(memory, status, own.sensors);
            case Target target -> detector.onTarget(memory, target);
            case Sensor sensor -> {
                own.sensors.put(record.key(), sensor);
                yield Changes.NONE;
            }
            case null -> removed(own, memory, record);
            default -> Changes.NONE;
        };
    }

    private Changes removed(Task own, ServerMemory memory, Record<String, SpecificRecord> record) {
        Instant at = Instant.ofEpochMilli(record.timestamp());
        String topic = own.context.recordMetadata().map(where -> where.topic()).orElse("");
        if (topic.equals(topics.targets().name())) {
            return detector.onTargetRemoved(memory, at);
        }
        if (topic.equals(topics.sensors().name())) {
            own.sensors.remove(record.key());
            String sensor = record.key().substring(memory.target().length() + 1);
            return detector.onSensorRemoved(memory, sensor, at);
        }
        return Changes.NONE;
    }

    private void tick(long nowMillis) {
        Task own = task();
        Instant now = Instant.ofEpochMilli(nowMillis);
        for (String target : own.silence.overdue(now)) {
            ServerMemory memory = own.memories.get(target);
            publish(own, memory, detector.onTick(memory, now));
        }
    }

    private void publish(Task own, ServerMemory memory, Changes changes) {
        if (own.memories.save(memory)) {
            own.silence.heard(memory);
        }
        if (changes.isEmpty()) {
            return;
        }
        changes.alerts().forEach(alert -> publish(own, alert));
        String healthKey = "server/" + memory.target();
        Health health = changes.health();
        if (health != null) {
            long at = health.getChangedAt().toEpochMilli();
            own.context.forward(new Record<>(healthKey, health, at), ProcessorTopology.HEALTH_SINK);
        } else if (changes.gone()) {
            long at = own.context.currentSystemTimeMs();
            own.context.forward(new Record<>(healthKey, null, at), ProcessorTopology.HEALTH_SINK);
        }
    }

    private void publish(Task own, Alert alert) {
        String id = alert.getAlertId();
        long at = alert.getChangedAt().toEpochMilli();
        boolean over = alert.getState() == AlertState.RESOLVED;
        own.context.forward(new Record<>(id, alert, at), ProcessorTopology.ALERTS_SINK);
        own.context.forward(
                new Record<>(id, over ? null : alert, at), ProcessorTopology.ACTIVE_SINK);
        if (over) {
            counters.resolved();
        } else if (alert.getReason().equals("raised")) {
            counters.raised();
        }
    }

    private void skip(String why, @Nullable RuntimeException cause) {
        counters.failed();
        String where =
                task().context
                        .recordMetadata()
                        .map(r -> r.topic() + "-" + r.partition() + "@" + r.offset())
                        .orElse("unknown");
        LOG.atError().setCause(cause).addKeyValue("record", where).log(why + "; it is left out");
    }

    private static String target(String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? key : key.substring(0, slash);
    }

    private Task task() {
        Task own = task;
        if (own == null) {
            throw new IllegalStateException("not initialized");
        }
        return own;
    }

    private record Task(
            ProcessorContext<String, SpecificRecord> context,
            ServerMemories memories,
            SensorDescriptors sensors,
            SilenceClock silence) {}
}
