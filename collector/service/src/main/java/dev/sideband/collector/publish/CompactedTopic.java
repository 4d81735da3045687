package dev.sideband.collector.publish;

import dev.sideband.schemas.Topic;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * A compacted topic from its beginning: what is on it now, then what changes. One thread at a time.
 *
 * @param <V> its values
 */
public final class CompactedTopic<V extends SpecificRecord> implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration STALLED = Duration.ofSeconds(30);
    private static final int SERVER_ERRORS = 500;
    private static final Logger LOG = LoggerFactory.getLogger(CompactedTopic.class);

    private final String bootstrapServers;
    private final Topic<V> topic;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Deserializer<V> values;
    private final Unreadable unreadable;
    private final int partitionCount;

    /** What to do with a value that can't be decoded. */
    public enum Unreadable {
        /** Without it the rest is worth nothing. */
        FAIL,
        /** Log it and go on with the others. */
        SKIP
    }

    /**
     * Begins at the beginning of every partition.
     *
     * @throws IllegalStateException where the topic does not exist
     * @throws KafkaException where no broker answers
     */
    public CompactedTopic(
            KafkaClients clients, Topic<V> topic, Deserializer<V> values, Unreadable unreadable) {
        this(clients, topic, values, unreadable, _ -> true);
    }

    /**
     * As {@link #CompactedTopic(KafkaClients, Topic, Deserializer, Unreadable)}.
     *
     * @param which the partitions to read, by number
     */
    public CompactedTopic(
            KafkaClients clients,
            Topic<V> topic,
            Deserializer<V> values,
            Unreadable unreadable,
            IntPredicate which) {
        this.topic = topic;
        this.values = values;
        this.unreadable = unreadable;
        this.bootstrapServers = clients.bootstrapServers();
        this.consumer = clients.consumer(topic.shortName());
        try {
            List<TopicPartition> all = partitions();
            partitionCount = all.size();
            List<TopicPartition> partitions =
                    all.stream().filter(one -> which.test(one.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        } catch (RuntimeException failure) {
            consumer.close();
            throw failure;
        }
    }

    private List<TopicPartition> partitions() {
        List<PartitionInfo> partitions;
        try {
            partitions = consumer.partitionsFor(topic.name());
        } catch (TimeoutException silence) {
            throw new KafkaException(
                    "no broker answers at %s: check the address, and that it is up"
                            .formatted(bootstrapServers),
                    silence);
        }
        if (partitions == null || partitions.isEmpty()) {
            throw new IllegalStateException(
                    "topic %s does not exist; create the topics first".formatted(topic.name()));
        }
        return partitions.stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    /** How many partitions the topic has, those that are not read too. */
    public int partitionCount() {
        return partitionCount;
    }

    /**
     * The latest value of each key, up to the topic's present end.
     *
     * @throws KafkaException where a value can't be decoded or the brokers stop answering
     */
    public Map<String, V> readToEnd() {
        Map<String, V> latest = new HashMap<>();
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        long started = System.nanoTime();
        while (!reached(ends)) {
            if (System.nanoTime() - started > STALLED.toNanos()) {
                throw new KafkaException(
                        "topic %s could not be read to its end within %d s"
                                .formatted(topic.name(), STALLED.toSeconds()));
            }
            changes(POLL).forEach((key, value) -> replace(latest, key, value));
        }
        return latest;
    }

    private void replace(Map<String, V> latest, String key, Optional<V> value) {
        value.ifPresentOrElse(present -> latest.put(key, present), () -> latest.remove(key));
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /**
     * What changed since the last call, the latest value of each key; nothing for a key that is no
     * more.
     *
     * @param wait how long to wait for the first change
     */
    public Map<String, Optional<V>> changes(Duration wait) {
        ConsumerRecords<String, byte[]> records = consumer.poll(wait);
        try {
            return decode(records);
        } catch (SerializationException failure) {
            // So that the next call has them all again.
            records.partitions()
                    .forEach(partition ->
                            consumer.seek(
                                    partition, records.records(partition).getFirst().offset()));
            throw failure;
        }
    }

    private Map<String, Optional<V>> decode(ConsumerRecords<String, byte[]> records) {
        Map<String, Optional<V>> changes = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                changes.put(record.key(), Optional.ofNullable(decode(record)));
            } catch (SerializationException foreign) {
                if (unreadable == Unreadable.FAIL || isRegistryAway(foreign)) {
                    throw foreign;
                }
                LOG.atWarn()
                        .addKeyValue("key", record.key())
                        .addKeyValue("problem", foreign.getMessage())
                        .log("a value could not be read and is left out");
            }
        }
        return changes;
    }

    /** Whether the value may be right, and only its schema could not be had. */
    private static boolean isRegistryAway(SerializationException failure) {
        return switch (failure.getCause()) {
            case EOFException _ -> false;
            case IOException _ -> true;
            case RestClientException refusal -> refusal.getStatus() >= SERVER_ERRORS;
            case null, default -> false;
        };
    }

    private @Nullable V decode(ConsumerRecord<String, byte[]> record) {
        return values.deserialize(topic.name(), record.value());
    }

    /** Makes a waiting {@link #changes} return at once with a {@code WakeupException}. */
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
