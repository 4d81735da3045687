package dev.sideband.collector;

import dev.sideband.collector.command.CommandOptions;
import dev.sideband.collector.pet.PetOptions;
import dev.sideband.collector.poll.Governor;
import dev.sideband.collector.probe.Credentials;
import dev.sideband.collector.publish.KafkaClients;
import dev.sideband.collector.push.PushOptions;
import dev.sideband.runtime.Secret;
import dev.sideband.schemas.Topics;
import dev.sideband.schemas.registry.Registries;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * What a collector needs to know at its start.
 *
 * @param bootstrapServers the brokers, {@code host:port} and more after commas
 * @param registryUrl the schema registry
 * @param topics the names of the topics
 * @param collectorId tells this collector from others on the same brokers; the same after a restart
 *     so that what a crash left behind is undone before anything else
 * @param credentials by the names that targets use
 * @param kafkaProperties further properties for every Kafka client, such as those for TLS
 * @param petTraps where platform event traps are received; nothing: nowhere
 * @param push how BMCs may tell of news over Redfish
 * @param registryAuthorization what the registry wants in the header {@code Authorization}
 * @param limits how many BMCs are asked at once
 * @param commands what it may be asked to do to servers
 */
public record CollectorConfig(
        String bootstrapServers,
        String registryUrl,
        Topics topics,
        String collectorId,
        Map<String, Credentials> credentials,
        Map<String, String> kafkaProperties,
        Optional<PetOptions> petTraps,
        PushOptions push,
        Optional<Secret> registryAuthorization,
        Governor.Limits limits,
        CommandOptions commands) {

    /** A collector whose registry lets everybody in. */
    public CollectorConfig(
            String bootstrapServers,
            String registryUrl,
            Topics topics,
            String collectorId,
            Map<String, Credentials> credentials,
            Map<String, String> kafkaProperties,
            Optional<PetOptions> petTraps,
            PushOptions push) {
        this(
                bootstrapServers,
                registryUrl,
                topics,
                collectorId,
                credentials,
                kafkaProperties,
                petTraps,
                push,
                Optional.empty(),
                Governor.Limits.DEFAULT,
                CommandOptions.OFF);
    }

    /** A collector that polls, and listens to the BMCs that have a stream of events. */
    public CollectorConfig(
            String bootstrapServers,
            String registryUrl,
            Topics topics,
            String collectorId,
            Map<String, Credentials> credentials,
            Map<String, String> kafkaProperties) {
        this(
                bootstrapServers,
                registryUrl,
                topics,
                collectorId,
                credentials,
                kafkaProperties,
                Optional.empty(),
                PushOptions.DEFAULT);
    }

    /** The same, and platform event traps make it look sooner. */
    public CollectorConfig withPetTraps(PetOptions options) {
        return new CollectorConfig(
                bootstrapServers,
                registryUrl,
                topics,
                collectorId,
                credentials,
                kafkaProperties,
                Optional.of(options),
                push,
                registryAuthorization,
                limits,
                commands);
    }

    /** The same, and BMCs may tell of news so. */
    public CollectorConfig withPush(PushOptions options) {
        return new CollectorConfig(
                bootstrapServers,
                registryUrl,
                topics,
                collectorId,
                credentials,
                kafkaProperties,
                petTraps,
                options,
                registryAuthorization,
                limits,
                commands);
    }

    /** The same, and it may be asked to do this. */
    public CollectorConfig withCommands(CommandOptions options) {
        return new CollectorConfig(
                bootstrapServers,
                registryUrl,
                topics,
                collectorId,
                credentials,
                kafkaProperties,
                petTraps,
                push,
                registryAuthorization,
                limits,
                options);
    }

    /** The same with other secrets. */
    public CollectorConfig withCredentials(Map<String, Credentials> others) {
        return new CollectorConfig(
                bootstrapServers,
                registryUrl,
                topics,
                collectorId,
                others,
                kafkaProperties,
                petTraps,
                push,
                registryAuthorization,
                limits,
                commands);
    }

    /** The same, and so many BMCs are asked at once. */
    public CollectorConfig withLimits(Governor.Limits others) {
        return new CollectorConfig(
                bootstrapServers,
                registryUrl,
                topics,
                collectorId,
                credentials,
                kafkaProperties,
                petTraps,
                push,
                registryAuthorization,
                others,
                commands);
    }

    /** A client of the registry; it connects on first use. */
    public SchemaRegistryClient connectRegistry() {
        return Registries.connect(
                registryUrl,
                registryAuthorization
                        .map(secret -> new String(secret.bytes(), StandardCharsets.UTF_8))
                        .map(value -> Map.of("Authorization", value))
                        .orElse(Map.of()));
    }

    /** Makes Kafka clients for {@code purpose}, by which brokers name them. */
    public KafkaClients clients(String purpose) {
        return new KafkaClients(
                bootstrapServers,
                "sideband-%s-%s".formatted(purpose, collectorId),
                kafkaProperties);
    }

    public CollectorConfig {
        requireText("bootstrap-servers", bootstrapServers);
        requireText("registry-url", registryUrl);
        requireText("collector-id", collectorId);
        credentials = Map.copyOf(credentials);
        kafkaProperties = Map.copyOf(kafkaProperties);
    }

    private static void requireText(String key, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(key + ": is empty");
        }
    }

    /** Without the properties' values, in which secrets are. */
    @Override
    public String toString() {
        return "CollectorConfig[%s, brokers %s, registry %s, prefix %s, credentials %s, properties %s]"
                .formatted(
                        collectorId,
                        bootstrapServers,
                        registryUrl,
                        topics.prefix(),
                        credentials.keySet(),
                        kafkaProperties.keySet());
    }
}
