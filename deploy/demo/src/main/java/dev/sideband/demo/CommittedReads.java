package dev.sideband.demo;

import org.apache.kafka.clients.consumer.ConsumerConfig;

import java.util.Map;

/** How a consumer is set that must not see an undone write. */
final class CommittedReads {
    private CommittedReads() {}

    static Map<String, Object> settings(String bootstrapServers) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false);
    }
}
