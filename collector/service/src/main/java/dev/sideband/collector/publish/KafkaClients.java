package dev.sideband.collector.publish;

import dev.sideband.schemas.TargetPartitioner;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes Kafka clients. Values are bytes: one producer carries several types, and a value that can't
 * be decoded is the reader's affair.
 *
 * @param bootstrapServers the brokers
 * @param clientId what the clients call themselves in the brokers' logs and metrics
 * @param extra the user's own properties; they win
 */
public record KafkaClients(String bootstrapServers, String clientId, Map<String, String> extra) {
    /** Longer than a broker's restart, so that one costs no reading while memory lasts. */
    private static final Duration DELIVERY = Duration.ofSeconds(60);

    private static final Duration REQUEST = Duration.ofSeconds(10);

    /** So that a connection that is dead is given up before a collector is. */
    private static final Duration ADMIN_REQUEST = Duration.ofSeconds(2);

    /** Many small batches to few partitions; more than that only adds delay. */
    private static final int LINGER_MILLIS = 25;

    private static final int BATCH_BYTES = 64 * 1024;
    private static final long TELEMETRY_BUFFER_BYTES = 32L * 1024 * 1024;

    /** How long a poll may wait for room; then readings are dropped instead. */
    private static final Duration TELEMETRY_BLOCK = Duration.ofMillis(100);

    private static final int TRANSACTION_LINGER_MILLIS = 5;

    /** There is a producer for each partition that a collector owns. */
    private static final int TRANSACTION_BATCH_BYTES = 64 * 1024;

    private static final long TRANSACTION_BUFFER_BYTES = 4L * 1024 * 1024;
    private static final Duration TRANSACTION = Duration.ofSeconds(30);
    private static final Duration TRANSACTION_BLOCK = Duration.ofSeconds(10);

    public KafkaClients {
        extra = Map.copyOf(extra);
    }

    /** For values that newer ones replace. */
    KafkaProducer<String, byte[]> telemetryProducer() {
        Map<String, Object> settings = producerSettings("telemetry");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, TELEMETRY_BUFFER_BYTES);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TELEMETRY_BLOCK.toMillis());
        settings.putAll(extra);
        return new KafkaProducer<>(settings);
    }

    /** For what must be written exactly once; another one with the same id ends this one. */
    KafkaProducer<String, byte[]> transactionalProducer(String transactionalId) {
        Map<String, Object> settings = producerSettings("events");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, TRANSACTION_LINGER_MILLIS);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, TRANSACTION_BATCH_BYTES);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, TRANSACTION_BUFFER_BYTES);
        // More in flight make a broker complain of those that overtake the first to a partition.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TRANSACTION_BLOCK.toMillis());
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) TRANSACTION.toMillis());
        settings.putAll(extra);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        return new KafkaProducer<>(settings);
    }

    /** For a few records that their writer waits for. */
    public KafkaProducer<String, byte[]> plainProducer(String purpose) {
        Map<String, Object> settings = producerSettings(purpose);
        settings.putAll(extra);
        return new KafkaProducer<>(settings);
    }

    /** To look at brokers and topics, and to create these; gives up after some seconds. */
    public Admin admin() {
        Map<String, Object> settings = commonSettings("admin");
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) REQUEST.toMillis());
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ADMIN_REQUEST.toMillis());
        settings.putAll(extra);
        return Admin.create(settings);
    }

    /** Reads whole partitions of its own choice; belongs to no group and sees no undone write. */
    public KafkaConsumer<String, byte[]> consumer(String purpose) {
        return consumer(consumerSettings(purpose));
    }

    /** The same, but sees what is not decided yet: to learn where a partition really ends. */
    KafkaConsumer<String, byte[]> uncommittedConsumer(String purpose) {
        Map<String, Object> settings = consumerSettings(purpose + "-ends");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        return consumer(settings);
    }

    /**
     * A member of a group, that reads from its partitions' beginning and commits nothing by itself.
     *
     * @param membership how it is a member: the group's name, the protocol and so on; it wins
     */
    public KafkaConsumer<String, byte[]> member(String purpose, Map<String, Object> membership) {
        Map<String, Object> settings = consumerSettings(purpose);
        settings.putAll(membership);
        return consumer(settings);
    }

    private static KafkaConsumer<String, byte[]> consumer(Map<String, Object> settings) {
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> consumerSettings(String purpose) {
        Map<String, Object> settings = commonSettings(purpose);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) REQUEST.toMillis());
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST.toMillis());
        settings.putAll(extra);
        return settings;
    }

    /**
     * The same, for partitions whose committed offsets it may ask the group for; it never joins it.
     */
    public KafkaConsumer<String, byte[]> consumerBeside(String group, String purpose) {
        Map<String, Object> settings = consumerSettings(purpose);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> producerSettings(String purpose) {
        Map<String, Object> settings = commonSettings(purpose);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, TargetPartitioner.class);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST.toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
        return settings;
    }

    private Map<String, Object> commonSettings(String purpose) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId + "-" + purpose);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L);
        return settings;
    }

    /** Without the properties' values, in which secrets are. */
    @Override
    public String toString() {
        return "KafkaClients[%s, %s, properties %s]"
                .formatted(bootstrapServers, clientId, extra.keySet());
    }
}
