package dev.sideband.collector;

import dev.sideband.collector.publish.KafkaClients;
import dev.sideband.collector.publish.Membership;

import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;

import java.time.Duration;
import java.util.Map;

/** Stands outside of a group that has no members, and may write its offsets. */
public record LoneMember(ConsumerGroupMetadata metadata) implements Membership {
    public static LoneMember of(KafkaClients clients, String group) {
        try (var consumer = clients.member("lone", Map.of("group.id", group))) {
            return new LoneMember(consumer.groupMetadata());
        }
    }

    @Override
    public long offset(int partition) {
        return 0;
    }

    @Override
    public boolean confirm(Duration limit) {
        return true;
    }
}
