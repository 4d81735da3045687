package dev.sideband.collector;

import dev.sideband.collector.pet.PetOptions;
import dev.sideband.collector.probe.Credentials;
import dev.sideband.schemas.Topics;

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
 */
public record CollectorConfig(
        String bootstrapServers,
        String registryUrl,
        Topics topics,
        String collectorId,
        Map<String, Credentials> credentials,
        Map<String, String> kafkaProperties,
        Optional<PetOptions> petTraps) {

    /** A collector that only polls. */
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
                Optional.empty());
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
                Optional.of(options));
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
}
