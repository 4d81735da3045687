package dev.sideband.processor.view;

import dev.sideband.avro.Alert;
import dev.sideband.avro.Health;
import dev.sideband.avro.Sensor;
import dev.sideband.schemas.Topic;
import dev.sideband.schemas.Topics;
import dev.sideband.schemas.serde.AvroSerde;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Reads the topics into a {@link FleetView}: compacted ones from their beginning, readings and
 * alert changes from a while ago. One thread; every processor reads the whole fleet.
 */
public final class ViewFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ViewFeed.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final Duration RESOLVED_SINCE = Duration.ofHours(24);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final FleetView view;
    private final String bootstrapServers;
    private final InstantSource clock;
    private final Map<String, Source<?>> sources = new HashMap<>();
    private final Thread thread;
    private volatile boolean closing;
    private volatile @Nullable Consumer<String, byte[]> consumer;

    private ViewFeed(
            FleetView view,
            Topics topics,
            SchemaRegistryClient registry,
            String bootstrapServers,
            Duration history,
            InstantSource clock) {
        this.view = view;
        this.bootstrapServers = bootstrapServers;
        this.clock = clock;
        add(topics.targets(), registry, null, view::target);
        add(topics.status(), registry, null, view::status);
        add(topics.sensors(), registry, null, this::sensor);
        add(topics.alertsActive(), registry, null, this::activeAlert);
        add(topics.health(), registry, null, this::health);
        add(
                topics.alerts(),
                registry,
                RESOLVED_SINCE,
                (_, alert) -> ifThere(alert, view::alertChange));
        add(
                topics.readings(),
                registry,
                history,
                (id, r) -> ifThere(r, one -> view.reading(id, one)));
        thread = Thread.ofPlatform().name("fleet-view").daemon().unstarted(this::run);
    }

    /** Starts to read into {@code view}. */
    public static ViewFeed start(
            FleetView view,
            Topics topics,
            SchemaRegistryClient registry,
            String bootstrapServers,
            Duration history,
            InstantSource clock) {
        var feed = new ViewFeed(view, topics, registry, bootstrapServers, history, clock);
        feed.thread.start();
        return feed;
    }

    private <V extends SpecificRecord> void add(
            Topic<V> topic,
            SchemaRegistryClient registry,
            @Nullable Duration since,
            BiConsumer<String, @Nullable V> into) {
        sources.put(topic.name(), new Source<>(AvroSerde.of(topic, registry), since, into));
    }

    private void sensor(String key, @Nullable Sensor sensor) {
        int slash = key.indexOf('/');
        if (slash > 0) {
            view.sensor(key.substring(0, slash), key.substring(slash + 1), sensor);
        }
    }

    private void activeAlert(String alertId, @Nullable Alert alert) {
        int slash = alertId.indexOf('/');
        if (slash > 0) {
            view.activeAlert(alertId.substring(0, slash), alertId, alert);
        }
    }

    private void health(String key, @Nullable Health health) {
        if (key.startsWith("server/")) {
            view.health(key.substring("server/".length()), health);
        }
    }

    private static <V> void ifThere(@Nullable V value, java.util.function.Consumer<V> into) {
        if (value != null) {
            into.accept(value);
        }
    }

    private void run() {
        while (!closing) {
            try (var reader = newConsumer()) {
                consumer = reader;
                read(reader);
            } catch (WakeupException e) {
                // It is to end.
            } catch (KafkaException e) {
                LOG.warn("the view cannot read the topics and tries again in {}", RETRY_AFTER, e);
                pause();
            }
        }
    }

    private void read(Consumer<String, byte[]> reader) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : sources.keySet()) {
            reader.partitionsFor(topic)
                    .forEach(p -> partitions.add(new TopicPartition(topic, p.partition())));
        }
        reader.assign(partitions);
        reader.seekToBeginning(partitions);
        seekBack(reader, partitions);
        Map<TopicPartition, Long> behind = new HashMap<>(reader.endOffsets(partitions));
        while (!closing) {
            reader.poll(POLL).forEach(this::take);
            if (!view.isLive()) {
                behind.entrySet().removeIf(end -> reader.position(end.getKey()) >= end.getValue());
                if (behind.isEmpty()) {
                    view.live();
                }
            }
        }
    }

    private void seekBack(Consumer<String, byte[]> reader, List<TopicPartition> partitions) {
        Map<TopicPartition, Long> times = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Source<?> source = sources.get(partition.topic());
            if (source != null && source.since != null) {
                times.put(partition, clock.instant().minus(source.since).toEpochMilli());
            }
        }
        Map<TopicPartition, OffsetAndTimestamp> offsets = reader.offsetsForTimes(times);
        for (TopicPartition partition : times.keySet()) {
            OffsetAndTimestamp found = offsets.get(partition);
            if (found == null) {
                reader.seekToEnd(List.of(partition));
            } else {
                reader.seek(partition, found.offset());
            }
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        Source<?> source = sources.get(record.topic());
        if (source == null || record.key() == null) {
            return;
        }
        try {
            source.take(record);
        } catch (SerializationException e) {
            LOG.atWarn()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("cause", e.getMessage())
                    .log("a record cannot be read; the view leaves it out");
        }
    }

    private KafkaConsumer<String, byte[]> newConsumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                        ConsumerConfig.CLIENT_ID_CONFIG, "sideband-view",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5000,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private void pause() {
        try {
            Thread.sleep(RETRY_AFTER);
        } catch (InterruptedException e) {
            closing = true;
        }
    }

    @Override
    public void close() {
        closing = true;
        Consumer<String, byte[]> reader = consumer;
        if (reader != null) {
            reader.wakeup();
        }
        try {
            if (!thread.join(CLOSE_WITHIN)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private record Source<V extends SpecificRecord>(
            AvroSerde<V> serde, @Nullable Duration since, BiConsumer<String, @Nullable V> into) {
        void take(ConsumerRecord<String, byte[]> record) {
            into.accept(
                    record.key(), serde.deserializer().deserialize(record.topic(), record.value()));
        }
    }
}
