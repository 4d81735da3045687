package dev.sideband.demo;

import dev.sideband.avro.Alert;
import dev.sideband.avro.Event;
import dev.sideband.avro.EventKind;
import dev.sideband.schemas.Topic;
import dev.sideband.schemas.Topics;
import dev.sideband.schemas.serde.AvroSerde;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What is on the topics, held against what the BMCs logged.
 *
 * @param lost log records that are not on {@code events}, and changes that are missing in an
 *     alert's sequence
 * @param duplicated log records and alert changes that are there more than once
 */
record Proof(long lost, long duplicated) {
    private static final Duration POLL = Duration.ofMillis(200);

    /**
     * Reads both topics from their beginning.
     *
     * @param before each target's log records, 16 bytes each in hexadecimal: these must be there
     * @param after the same at a later time, as records go on coming meanwhile: no more may be
     *     there
     */
    static Proof of(
            String bootstrapServers,
            SchemaRegistryClient registry,
            Map<String, List<String>> before,
            Map<String, List<String>> after) {
        var topics = new Topics();
        Map<String, Integer> records = new HashMap<>();
        Map<String, Integer> changes = new HashMap<>();
        Map<String, Long> highest = new HashMap<>();
        readAll(bootstrapServers, topics.events(), registry, event -> count(event, records));
        readAll(
                bootstrapServers,
                topics.alerts(),
                registry,
                alert -> count(alert, changes, highest));
        Map<String, Integer> least = occurrences(before);
        Map<String, Integer> most = occurrences(after);
        long allChanges = highest.values().stream().mapToLong(Long::longValue).sum();
        return new Proof(
                excess(least, records) + allChanges - changes.size(),
                excess(records, most) + changes.values().stream().mapToLong(n -> n - 1).sum());
    }

    private static Map<String, Integer> occurrences(Map<String, List<String>> logged) {
        Map<String, Integer> found = new HashMap<>();
        logged.forEach((target, all) ->
                all.forEach(raw -> found.merge(target + "/" + raw, 1, Integer::sum)));
        return found;
    }

    /** How many more of each there are than in {@code other}. */
    private static long excess(Map<String, Integer> counted, Map<String, Integer> other) {
        return counted.entrySet().stream()
                .mapToLong(one -> Math.max(0, one.getValue() - other.getOrDefault(one.getKey(), 0)))
                .sum();
    }

    private static void count(Event event, Map<String, Integer> records) {
        ByteBuffer raw = event.getRaw();
        if (event.getKind() == EventKind.RECORD && raw != null) {
            byte[] bytes = new byte[raw.remaining()];
            raw.duplicate().get(bytes);
            records.merge(
                    event.getTarget() + "/" + HexFormat.of().formatHex(bytes), 1, Integer::sum);
        }
    }

    private static void count(
            Alert alert, Map<String, Integer> changes, Map<String, Long> highest) {
        changes.merge(alert.getAlertId() + "#" + alert.getSeq(), 1, Integer::sum);
        highest.merge(alert.getAlertId(), alert.getSeq(), Math::max);
    }

    private static <V extends SpecificRecord> void readAll(
            String bootstrapServers,
            Topic<V> topic,
            SchemaRegistryClient registry,
            Consumer<V> reader) {
        try (var consumer =
                new KafkaConsumer<>(
                        CommittedReads.settings(bootstrapServers),
                        new StringDeserializer(),
                        AvroSerde.of(topic, registry).deserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic.name()).stream()
                            .map(it -> new TopicPartition(it.topic(), it.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(found -> reader.accept(found.value()));
            }
        }
    }
}
