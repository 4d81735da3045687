package dev.sideband.schemas;

import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.Cluster;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * Chooses the partition by the target alone, which is the key or its part before the first {@code
 * /}. A key that is just a target goes where Kafka's default sends it. For topics keyed by {@link
 * Topic.KeyedBy#TARGET} and {@link Topic.KeyedBy#TARGET_AND_PART}.
 */
public final class TargetPartitioner implements Partitioner {
    @Override
    public int partition(
            String topic,
            @Nullable Object key,
            byte @Nullable [] keyBytes,
            @Nullable Object value,
            byte @Nullable [] valueBytes,
            Cluster cluster) {
        if (keyBytes == null) {
            throw new IllegalArgumentException("topic %s: a record has no key".formatted(topic));
        }
        return partition(keyBytes, cluster.partitionCountForTopic(topic));
    }

    /** The partition, of {@code partitions} in all, of records with this key. */
    public static int partition(String key, int partitions) {
        return partition(key.getBytes(StandardCharsets.UTF_8), partitions);
    }

    private static int partition(byte[] key, int partitions) {
        return BuiltInPartitioner.partitionForKey(target(key), partitions);
    }

    private static byte[] target(byte[] key) {
        for (int i = 0; i < key.length; i++) {
            if (key[i] == '/') {
                return Arrays.copyOf(key, i);
            }
        }
        return key;
    }

    @Override
    public void configure(Map<String, ?> settings) {
        // There are none.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
