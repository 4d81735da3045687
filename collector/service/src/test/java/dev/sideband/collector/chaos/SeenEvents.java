package dev.sideband.collector.chaos;

import dev.sideband.avro.Event;
import dev.sideband.avro.EventKind;
import dev.sideband.schemas.Topics;
import dev.sideband.schemas.serde.AvroSerde;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What a read_committed reader of {@code events} sees, as it comes. */
final class SeenEvents implements AutoCloseable {
    private final KafkaConsumer<String, byte[]> consumer;
    private final Deserializer<Event> values;
    private final String topic;
    private final Thread thread = new Thread(this::read, "seen-events");
    private final Map<String, List<String>> records = new HashMap<>();
    private final Set<String> ids = new HashSet<>();
    private final List<String> doubled = new ArrayList<>();
    private final List<String> others = new ArrayList<>();

    SeenEvents(
            String bootstrapServers, Topics topics, SchemaRegistryClient registry, int partitions) {
        topic = topics.events().name();
        values = AvroSerde.of(topics.events(), registry).deserializer();
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "isolation.level",
                                "read_committed",
                                "auto.offset.reset",
                                "earliest"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        consumer.assign(
                IntStream.range(0, partitions)
                        .mapToObj(partition -> new TopicPartition(topic, partition))
                        .toList());
        thread.start();
    }

    private void read() {
        try (consumer) {
            while (true) {
                for (ConsumerRecord<String, byte[]> record :
                        consumer.poll(Duration.ofMillis(200))) {
                    take(values.deserialize(topic, record.value()));
                }
            }
        } catch (WakeupException closed) {
            // It is over.
        }
    }

    private synchronized void take(Event event) {
        if (!ids.add(event.getEventId())) {
            doubled.add(event.getEventId());
        }
        ByteBuffer raw = event.getRaw();
        if (event.getKind() == EventKind.RECORD && raw != null) {
            byte[] bytes = new byte[raw.remaining()];
            raw.duplicate().get(bytes);
            records.computeIfAbsent(event.getTarget(), _ -> new ArrayList<>())
                    .add(HexFormat.of().formatHex(bytes));
        } else {
            others.add(event.getTarget() + " " + event.getKind());
        }
    }

    /** The records of a BMC's log, as they are on the topic. */
    synchronized List<String> of(String target) {
        return List.copyOf(records.getOrDefault(target, List.of()));
    }

    synchronized int count() {
        return ids.size();
    }

    /** Ids of events that came more than once. */
    synchronized List<String> doubled() {
        return List.copyOf(doubled);
    }

    /** What is no record: news of logs. */
    synchronized List<String> others() {
        return List.copyOf(others);
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException cut) {
            Thread.currentThread().interrupt();
        }
    }
}
