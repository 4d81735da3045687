package dev.sideband.collector.config;

import dev.sideband.collector.command.CommandOptions;
import dev.sideband.collector.inventory.LoginYaml;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** The configuration file as it is written; {@link CollectorFileReader} makes sense of it. */
record CollectorYaml(
        @Nullable Kafka kafka,
        @Nullable Registry registry,
        @Nullable TopicNames topics,
        @Nullable String collectorId,
        @Nullable Map<String, @Nullable LoginYaml> credentials,
        @Nullable String targetsFile,
        @Nullable PetTraps petTraps,
        @Nullable Push push,
        @Nullable Limits limits,
        @Nullable Http http,
        @Nullable CommandOptions commands) {

    /** The brokers and how to reach them. */
    record Kafka(
            @Nullable String bootstrapServers,
            @Nullable Map<String, @Nullable String> properties,
            @Nullable Map<String, @Nullable SecretYaml> propertiesFrom) {}

    /** The schema registry and how to log in there. */
    record Registry(
            @Nullable String url,
            @Nullable String username,
            @Nullable SecretYaml password,
            @Nullable SecretYaml token) {}

    /** What topics are called, and whether missing ones are created. */
    record TopicNames(
            @Nullable String prefix,
            @Nullable Boolean create,
            @Nullable Integer partitions,
            @Nullable Integer replication) {}

    /** Where platform event traps come. */
    record PetTraps(@Nullable String address, @Nullable Integer port) {}

    /** How BMCs may tell of news over Redfish. */
    record Push(@Nullable Boolean eventStreams, @Nullable Webhook webhook) {}

    /** Where BMCs post their events. */
    record Webhook(
            @Nullable String address,
            @Nullable Integer port,
            @Nullable String url,
            @Nullable String cert,
            @Nullable String key) {}

    /** How many BMCs are asked at once. */
    record Limits(
            @Nullable Integer polls,
            @Nullable Integer subnetPolls,
            @Nullable Integer trials,
            @Nullable Integer subnetTrials) {}

    /** Where health and metrics are served. */
    record Http(@Nullable String address, @Nullable Integer port) {}
}
