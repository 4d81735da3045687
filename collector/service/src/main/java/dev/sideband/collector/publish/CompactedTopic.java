package dev.sideband.collector.publish;

import dev.sideband.schemas.Topic;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;

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

    private final KafkaClients clients;
    private final Topic<V> topic;
    private final KafkaConsumer<String, byte[]> consumer;
    private final TopicValues<V> values;
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
        this.values = new TopicValues<>(topic, values, unreadable);
        this.clients = clients;
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
                            .formatted(clients.bootstrapServers()),
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
     * The latest value of each key, up to the topic's present end. That is the end of all that has
     * been written: what of it is not decided yet is waited for, as a transaction may be committed
     * and not yet marked so.
     *
     * @throws KafkaException where a value can't be decoded or the brokers stop answering
     */
    public Map<String, V> readToEnd() {
        Map<String, V> latest = new HashMap<>();
        Map<TopicPartition, Long> ends = ends();
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

    private Map<TopicPartition, Long> ends() {
        try (var all = clients.uncommittedConsumer(topic.shortName())) {
            return all.endOffsets(consumer.assignment());
        }
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
            return values.latest(records);
        } catch (SerializationException failure) {
            // So that the next call has them all again.
            records.partitions()
                    .forEach(partition ->
                            consumer.seek(
                                    partition, records.records(partition).getFirst().offset()));
            throw failure;
        }
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
