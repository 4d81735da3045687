package dev.sideband.processor;

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
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A broker with the topics of the catalogue, and a hand for writing to and reading from them. */
public final class Cluster implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(40);
    private static final Duration POLL = Duration.ofMillis(100);

    private final LocalKafka kafka;
    private final Topics topics = new Topics();
    private final String registryUrl;
    private final SchemaRegistryClient registry;
    private final KafkaProducer<String, byte[]> producer;

    /** Starts it, with its data in {@code directory}. */
    public Cluster(Path directory) {
        kafka = LocalKafka.start(new LocalKafka.Options(directory.resolve("kafka"), 0));
        registryUrl = "mock://" + directory.getFileName();
        registry = Registries.connect(registryUrl);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            TopicAdmin.createMissing(admin, topics, new TopicSettings(3, (short) 1));
        }
        producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                kafka.bootstrapServers(),
                                ProducerConfig.PARTITIONER_CLASS_CONFIG,
                                TargetPartitioner.class),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    public Topics topics() {
        return topics;
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    public String registryUrl() {
        return registryUrl;
    }

    public SchemaRegistryClient registry() {
        return registry;
    }

    /** Writes a record that was observed at {@code at}; null is a tombstone. */
    public <V extends SpecificRecord> void put(
            Topic<V> topic, String key, @Nullable V value, Instant at) {
        byte[] bytes = AvroSerde.of(topic, registry).serializer().serialize(topic.name(), value);
        var _ =
                producer.send(
                        new ProducerRecord<>(topic.name(), null, at.toEpochMilli(), key, bytes));
    }

    public void flush() {
        producer.flush();
    }

    /** All committed records of {@code topic} from its beginning until {@code enough} says so. */
    public <V extends SpecificRecord> List<ConsumerRecord<String, V>> read(
            Topic<V> topic, Predicate<List<ConsumerRecord<String, V>>> enough) {
        var records = new ArrayList<ConsumerRecord<String, V>>();
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                kafka.bootstrapServers(),
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                "read_committed"),
                        new StringDeserializer(),
                        AvroSerde.of(topic, registry).deserializer())) {
            var partitions =
                    consumer.partitionsFor(topic.name()).stream()
                            .map(p -> new TopicPartition(p.topic(), p.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long deadline = System.nanoTime() + DEADLINE.toNanos();
            while (!enough.test(records)) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError(
                            "after %s, %s has only %d records"
                                    .formatted(DEADLINE, topic.name(), records.size()));
                }
                consumer.poll(POLL).forEach(records::add);
            }
        }
        return records;
    }

    @Override
    public void close() {
        producer.close();
        kafka.close();
    }
}
