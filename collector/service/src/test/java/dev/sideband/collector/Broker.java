package dev.sideband.collector;

import dev.sideband.collector.probe.Credentials;
import dev.sideband.collector.publish.CompactedTopic;
import dev.sideband.collector.publish.KafkaClients;
import dev.sideband.collector.publish.PartitionWriter;
import dev.sideband.collector.publish.PartitionWriters;
import dev.sideband.localkafka.LocalKafka;
import dev.sideband.schemas.TargetPartitioner;
import dev.sideband.schemas.Topic;
import dev.sideband.schemas.TopicAdmin;
import dev.sideband.schemas.TopicSettings;
import dev.sideband.schemas.Topics;
import dev.sideband.schemas.registry.Registries;
import dev.sideband.schemas.serde.AvroSerde;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A broker in this JVM with all topics, and a registry in memory. */
public final class Broker implements AutoCloseable {
    private static final String REGISTRY = "mock://collector-it";
    private static final TopicSettings SMALL = new TopicSettings(3, (short) 1);

    private final Path dataDir;
    private int sets;
    private Topics topics = new Topics();
    private LocalKafka kafka;
    private @Nullable Admin admin;

    private Broker(Path dataDir, LocalKafka kafka) {
        this.dataDir = dataDir;
        this.kafka = kafka;
    }

    public static Broker start(Path dataDir) {
        return new Broker(dataDir, LocalKafka.start(new LocalKafka.Options(dataDir, 0)));
    }

    /** Another set of empty topics, for a test that is to see nothing of the one before. */
    public void freshTopics() {
        topics = new Topics("set-%d.".formatted(++sets));
        try (Admin admin =
                Admin.create(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                                kafka.bootstrapServers()))) {
            TopicAdmin.createMissing(admin, topics, SMALL);
        }
    }

    public Topics topics() {
        return topics;
    }

    public SchemaRegistryClient registry() {
        return Registries.connect(REGISTRY);
    }

    public KafkaClients clients() {
        return new KafkaClients(kafka.bootstrapServers(), "test", Map.of());
    }

    public CollectorConfig config(Map<String, Credentials> credentials) {
        return new CollectorConfig(
                kafka.bootstrapServers(), REGISTRY, topics, "it", credentials, Map.of());
    }

    /** A writer of the partition that the target is in, outside of any group. */
    public PartitionWriter writer(String target) {
        String group = topics.prefix() + "writers";
        var writers = new PartitionWriters(clients(), admin(), topics, registry(), group);
        return writers.open(partition(target), LoneMember.of(clients(), group));
    }

    /** What writers outside of any group have committed. */
    public long offset(TopicPartition partition) throws Exception {
        return Objects.requireNonNull(
                        admin().listConsumerGroupOffsets(topics.prefix() + "writers")
                                .partitionsToOffsetAndMetadata()
                                .get()
                                .get(partition))
                .offset();
    }

    /** The transactional id of the writer of the target's partition. */
    public String writersId(String target) {
        return topics.prefix() + "collector-" + partition(target);
    }

    /** The partition that a target is in. */
    public int partition(String target) {
        return TargetPartitioner.partition(target, SMALL.partitions());
    }

    private synchronized Admin admin() {
        Admin present = admin;
        if (present == null) {
            present = clients().admin();
            admin = present;
        }
        return present;
    }

    /** Stops the broker; {@link #up} brings it back on the same port with the same data. */
    public void down() {
        kafka.close();
    }

    public void up() {
        int port = URI.create("kafka://" + kafka.bootstrapServers()).getPort();
        kafka = LocalKafka.start(new LocalKafka.Options(dataDir, port));
    }

    /** The latest value of each key of a compacted topic, those that were taken off not. */
    public <V extends SpecificRecord> Map<String, V> latest(Topic<V> topic) {
        try (CompactedTopic<V> reader =
                new CompactedTopic<>(
                        clients(),
                        topic,
                        AvroSerde.of(topic, registry()).deserializer(),
                        CompactedTopic.Unreadable.FAIL)) {
            return reader.readToEnd();
        }
    }

    /**
     * Every value on the topic that a read_committed reader sees once all that has been written is
     * decided, in each partition's order.
     */
    public <V extends SpecificRecord> List<V> committed(Topic<V> topic) {
        List<V> values = new ArrayList<>();
        var serde = AvroSerde.of(topic, registry());
        try (var consumer = reader("read_committed");
                var all = reader("read_uncommitted")) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic.name()).stream()
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = all.endOffsets(Set.copyOf(partitions));
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> record :
                        consumer.poll(Duration.ofMillis(100))) {
                    if (record.value() != null) {
                        values.add(serde.deserializer().deserialize(topic.name(), record.value()));
                    }
                }
            }
        }
        return values;
    }

    private KafkaConsumer<String, byte[]> reader(String isolation) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "isolation.level",
                        isolation,
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        Admin open = admin;
        if (open != null) {
            open.close(Duration.ZERO);
        }
        kafka.close();
    }
}
