package dev.sideband.demo;

import dev.sideband.avro.Alert;
import dev.sideband.schemas.Topic;
import dev.sideband.schemas.Topics;
import dev.sideband.schemas.serde.AvroSerde;
import dev.sideband.simulator.LoggedRecord;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

import java.time.Duration;
import java.util.HashMap;
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
     * @param before each target's log records: these must be there
     * @param after the same at a later time, as records go on coming meanwhile: no more may be
     *     there
     */
    static Proof of(
            String bootstrapServers,
            SchemaRegistryClient registry,
            Map<String, List<LoggedRecord>> before,
            Map<String, List<LoggedRecord>> after) {
        var topics = new Topics();
        var records = new Tally();
        Map<String, Integer> changes = new HashMap<>();
        Map<String, Long> highest = new HashMap<>();
        readAll(bootstrapServers, topics.events(), registry, records::count);
        readAll(
                bootstrapServers,
                topics.alerts(),
                registry,
                alert -> count(alert, changes, highest));
        long allChanges = highest.values().stream().mapToLong(Long::longValue).sum();
        return new Proof(
                records.missing(before) + allChanges - changes.size(),
                records.excess(after) + changes.values().stream().mapToLong(n -> n - 1).sum());
    }

    /** How many log records are not on their topic yet. */
    static long missing(
            String bootstrapServers,
            SchemaRegistryClient registry,
            Map<String, List<LoggedRecord>> logged) {
        var records = new Tally();
        readAll(bootstrapServers, new Topics().events(), registry, records::count);
        return records.missing(logged);
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
