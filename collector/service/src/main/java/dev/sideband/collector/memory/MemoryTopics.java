package dev.sideband.collector.memory;

import dev.sideband.avro.BmcMemory;
import dev.sideband.avro.SdrRepository;
import dev.sideband.collector.publish.CompactedTopic;
import dev.sideband.collector.publish.KafkaClients;
import dev.sideband.schemas.TargetPartitioner;
import dev.sideband.schemas.Topic;
import dev.sideband.schemas.Topics;
import dev.sideband.schemas.serde.AvroSerde;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;

import org.apache.avro.specific.SpecificRecord;

import java.util.Map;
import java.util.function.IntPredicate;

/** Reads the two topics of what was learned. */
public final class MemoryTopics {
    private final KafkaClients clients;
    private final SchemaRegistryClient registry;
    private final Topic<BmcMemory> memories;
    private final Topic<SdrRepository> repositories;

    /** How many partitions there are; 0 before it was looked for. */
    private volatile int partitions;

    public MemoryTopics(KafkaClients clients, Topics topics, SchemaRegistryClient registry) {
        this.clients = clients;
        this.registry = registry;
        this.memories = topics.bmcMemory();
        this.repositories = topics.sdrRepositories();
    }

    /**
     * What is known of the BMCs of some partitions, by target.
     *
     * @throws RuntimeException where the topic cannot be read to its end
     */
    Map<String, BmcMemory> memories(IntPredicate which) {
        return read(memories, which);
    }

    /**
     * All records that are known, by their hash.
     *
     * @throws RuntimeException where the topic cannot be read to its end
     */
    Map<String, SdrRepository> repositories() {
        return read(repositories, _ -> true);
    }

    private <V extends SpecificRecord> Map<String, V> read(Topic<V> topic, IntPredicate which) {
        try (CompactedTopic<V> reader =
                new CompactedTopic<>(
                        clients,
                        topic,
                        AvroSerde.of(topic, registry).deserializer(),
                        CompactedTopic.Unreadable.SKIP,
                        which)) {
            if (topic.equals(memories)) {
                partitions = reader.partitionCount();
            }
            return reader.readToEnd();
        }
    }

    /** Whether the partition is the target's. */
    boolean isIn(int partition, String target) {
        return partitions > 0 && TargetPartitioner.partition(target, partitions) == partition;
    }
}
