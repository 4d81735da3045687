package dev.sideband.collector.publish;

import dev.sideband.avro.BmcMemory;
import dev.sideband.avro.Component;
import dev.sideband.avro.Reading;
import dev.sideband.avro.SdrRepository;
import dev.sideband.avro.Sensor;
import dev.sideband.avro.Status;
import dev.sideband.schemas.Topic;
import dev.sideband.schemas.Topics;
import dev.sideband.schemas.serde.AvroSerde;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Readings, descriptors, parts, status and what was learned of BMCs to Kafka, by one idempotent
 * producer that all workers share.
 *
 * <p>While the brokers are away, the producer's buffer fills; then a record in a while finds out
 * whether they are back, and all others are dropped without waiting.
 */
public final class KafkaTelemetry implements TelemetrySink, MemorySink {
    private static final Duration START_LIMIT = Duration.ofSeconds(15);
    private static final Duration REFUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration BETWEEN_WARNINGS = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(KafkaTelemetry.class);

    private final Producer<String, byte[]> producer;
    private final Channel<Reading> readings;
    private final Channel<Sensor> sensors;
    private final Channel<Component> inventory;
    private final Channel<Status> status;
    private final Channel<BmcMemory> memory;
    private final Channel<SdrRepository> repositories;

    private final LongAdder readingsPublished = new LongAdder();
    private final LongAdder readingsDropped = new LongAdder();
    private final Callback countReading = this::countReading;
    private final AtomicLong refuseUntil = new AtomicLong(System.nanoTime());
    private final AtomicLong warnAgain = new AtomicLong(System.nanoTime());

    private record Channel<V extends SpecificRecord>(String topic, Serializer<V> serializer) {
        static <V extends SpecificRecord> Channel<V> of(
                Topic<V> topic, SchemaRegistryClient registry) {
            return new Channel<>(topic.name(), AvroSerde.of(topic, registry).serializer());
        }
    }

    private KafkaTelemetry(
            Producer<String, byte[]> producer, Topics topics, SchemaRegistryClient registry) {
        this.producer = producer;
        this.readings = Channel.of(topics.readings(), registry);
        this.sensors = Channel.of(topics.sensors(), registry);
        this.inventory = Channel.of(topics.inventory(), registry);
        this.status = Channel.of(topics.status(), registry);
        this.memory = Channel.of(topics.bmcMemory(), registry);
        this.repositories = Channel.of(topics.sdrRepositories(), registry);
    }

    /**
     * Connects, and gets to know the topics, so that the first readings need not wait for that.
     *
     * @throws KafkaException where the brokers do not answer or do not have the topics
     */
    public static KafkaTelemetry start(
            KafkaClients clients, Topics topics, SchemaRegistryClient registry) {
        Producer<String, byte[]> producer = clients.telemetryProducer();
        KafkaTelemetry telemetry = new KafkaTelemetry(producer, topics, registry);
        try {
            List.of(
                            telemetry.readings,
                            telemetry.sensors,
                            telemetry.inventory,
                            telemetry.status,
                            telemetry.memory,
                            telemetry.repositories)
                    .forEach(channel -> awaitTopic(producer, channel.topic()));
            return telemetry;
        } catch (RuntimeException failure) {
            producer.close(Duration.ZERO);
            throw failure;
        }
    }

    /** Asks until the limit, as one call waits no longer than a reading may. */
    private static void awaitTopic(Producer<String, byte[]> producer, String topic) {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try {
                if (!producer.partitionsFor(topic).isEmpty()) {
                    return;
                }
            } catch (TimeoutException notYet) {
                if (System.nanoTime() - deadline > 0) {
                    throw notYet;
                }
            }
        }
    }

    public long readingsPublished() {
        return readingsPublished.sum();
    }

    public long readingsDropped() {
        return readingsDropped.sum();
    }

    /** Memory that holds what is on its way to the brokers. */
    public double bufferUsedBytes() {
        return Math.max(0, bufferLimitBytes() - metric("buffer-available-bytes"));
    }

    /** Memory that there is for it. */
    public double bufferLimitBytes() {
        return metric("buffer-total-bytes");
    }

    private double metric(String name) {
        for (Map.Entry<MetricName, ? extends Metric> one : producer.metrics().entrySet()) {
            if (one.getKey().name().equals(name)
                    && one.getValue().metricValue() instanceof Number value) {
                return value.doubleValue();
            }
        }
        return 0;
    }

    @Override
    public void readings(List<Reading> batch) {
        for (Reading reading : batch) {
            send(readings, reading.getTarget(), reading, reading.getObservedAt(), countReading);
        }
    }

    @Override
    public void sensors(List<Sensor> batch, Runnable onLoss) {
        Callback callback = sayingThatItIsLost(onLoss);
        for (Sensor sensor : batch) {
            String key = key(sensor.getTarget(), sensor.getSensor());
            send(sensors, key, sensor, sensor.getObservedAt(), callback);
        }
    }

    @Override
    public void inventory(List<Component> parts, Runnable onLoss) {
        Callback callback = sayingThatItIsLost(onLoss);
        for (Component part : parts) {
            String key = key(part.getTarget(), part.getComponent());
            send(inventory, key, part, part.getObservedAt(), callback);
        }
    }

    private Callback sayingThatItIsLost(Runnable onLoss) {
        return (_, failure) -> {
            if (failure != null) {
                lost(failure);
                onLoss.run();
            }
        };
    }

    @Override
    public void status(Status now) {
        send(status, now.getTarget(), now, now.getObservedAt(), this::ignoreUnlessLost);
    }

    @Override
    public void forgetSensors(String target, Collection<String> gone) {
        gone.forEach(
                sensor -> send(sensors, key(target, sensor), null, null, this::ignoreUnlessLost));
    }

    @Override
    public void forgetParts(String target, Collection<String> gone) {
        gone.forEach(
                part -> send(inventory, key(target, part), null, null, this::ignoreUnlessLost));
    }

    @Override
    public void forgetStatus(String target) {
        send(status, target, null, null, this::ignoreUnlessLost);
    }

    @Override
    public void remember(BmcMemory what, Runnable onLoss) {
        send(memory, what.getTarget(), what, what.getObservedAt(), sayingThatItIsLost(onLoss));
    }

    @Override
    public void remember(SdrRepository what, Runnable onLoss) {
        send(repositories, what.getHash(), what, what.getObservedAt(), sayingThatItIsLost(onLoss));
    }

    @Override
    public void forgetMemory(String target) {
        send(memory, target, null, null, this::ignoreUnlessLost);
    }

    private static String key(String target, String part) {
        return target + "/" + part;
    }

    private <V extends SpecificRecord> void send(
            Channel<V> channel,
            String key,
            @Nullable V value,
            @Nullable Instant timestamp,
            Callback callback) {
        if (System.nanoTime() - refuseUntil.get() < 0) {
            callback.onCompletion(null, new TimeoutException("the brokers are away"));
            return;
        }
        try {
            byte[] bytes = channel.serializer().serialize(channel.topic(), value);
            Long millis = timestamp == null ? null : timestamp.toEpochMilli();
            var _ =
                    producer.send(
                            new ProducerRecord<>(channel.topic(), null, millis, key, bytes),
                            callback);
        } catch (RuntimeException failure) {
            callback.onCompletion(null, failure);
        }
    }

    private void countReading(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
        if (failure == null) {
            readingsPublished.increment();
        } else {
            readingsDropped.increment();
            lost(failure);
        }
    }

    private void ignoreUnlessLost(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
        if (failure != null) {
            lost(failure);
        }
    }

    private void lost(Exception failure) {
        long now = System.nanoTime();
        if (failure instanceof TimeoutException || failure instanceof SerializationException) {
            refuse(now);
        }
        long due = warnAgain.get();
        if (now - due >= 0 && warnAgain.compareAndSet(due, now + BETWEEN_WARNINGS.toNanos())) {
            LOG.atWarn()
                    .addKeyValue("readings-dropped", readingsDropped.sum())
                    .addKeyValue("failure", failure.toString())
                    .log("brokers or registry do not take records; readings are dropped");
        }
    }

    private void refuse(long now) {
        if (now - refuseUntil.get() >= 0) {
            refuseUntil.set(now + REFUSE_AFTER_FAILURE.toNanos());
        }
    }

    /** Waits for what was sent, up to {@code limit}. */
    public void close(Duration limit) {
        producer.close(limit);
    }
}
