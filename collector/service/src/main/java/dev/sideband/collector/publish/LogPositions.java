package dev.sideband.collector.publish;

import dev.sideband.avro.LogPosition;
import dev.sideband.schemas.Topic;

import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How far the logs of one partition's BMCs are on their topic. */
final class LogPositions {
    private final KafkaClients clients;
    private final Topic<LogPosition> topic;
    private final Deserializer<LogPosition> values;
    private final int partition;
    private final Map<String, LogPosition> positions = new ConcurrentHashMap<>();

    LogPositions(
            KafkaClients clients,
            Topic<LogPosition> topic,
            Deserializer<LogPosition> values,
            int partition) {
        this.clients = clients;
        this.topic = topic;
        this.values = values;
        this.partition = partition;
    }

    @Nullable LogPosition get(String target) {
        return positions.get(target);
    }

    void put(String target, LogPosition position) {
        positions.put(target, position);
    }

    /**
     * Takes over what the topic says; only after what was open on it has been settled.
     *
     * @throws org.apache.kafka.common.KafkaException where the brokers do not answer
     */
    void restore() {
        try (var read =
                new CompactedTopic<>(
                        clients,
                        topic,
                        values,
                        CompactedTopic.Unreadable.FAIL,
                        which -> which == partition)) {
            positions.putAll(read.readToEnd());
        }
    }
}
