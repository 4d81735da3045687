package dev.sideband.collector.share;

import dev.sideband.schemas.Topics;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * How a collector is a member of its group, as far as the brokers have it.
 *
 * <p>It is a static member by its own id: after a crash, the same collector takes its own dead
 * membership off the group instead of waiting until the brokers notice the death. Of two collectors
 * with one id the later one stays.
 *
 * @param group the group's name
 * @param instance the collector's id, as the group knows it
 * @param protocol {@code consumer} (KIP-848) or {@code classic}
 * @param session how long the group waits for a member that is silent
 */
record GroupSettings(String group, String instance, String protocol, Duration session) {
    private static final String CONSUMER = "consumer";
    private static final String CLASSIC = "classic";
    private static final String FEATURE = "group.version";
    private static final Duration CLASSIC_SESSION = Duration.ofSeconds(6);
    private static final Duration CLASSIC_HEARTBEAT = Duration.ofSeconds(1);

    /** What the brokers have by themselves, where they do not say. */
    private static final Duration USUAL_SESSION = Duration.ofSeconds(45);

    /** A hand-over is over before that; a collector that takes longer has lost what it holds. */
    private static final Duration HAND_OVER = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(GroupSettings.class);

    /**
     * Asks the brokers.
     *
     * @throws KafkaException where they do not answer
     */
    static GroupSettings ask(Admin admin, Topics topics, String collectorId) {
        String group = name(topics);
        String instance = collectorId.replaceAll("[^A-Za-z0-9._-]", "-");
        FinalizedVersionRange version =
                get(admin.describeFeatures().featureMetadata()).finalizedFeatures().get(FEATURE);
        return version != null && version.maxVersionLevel() >= 1
                ? new GroupSettings(group, instance, CONSUMER, session(admin, group))
                : new GroupSettings(group, instance, CLASSIC, CLASSIC_SESSION);
    }

    /** The group that shares out the targets. */
    static String name(Topics topics) {
        return topics.prefix() + "collectors";
    }

    private static Duration session(Admin admin, String group) {
        var resource = new ConfigResource(ConfigResource.Type.GROUP, group);
        try {
            Config config = get(admin.describeConfigs(List.of(resource)).all()).get(resource);
            ConfigEntry entry = config == null ? null : config.get("consumer.session.timeout.ms");
            return entry == null || entry.value() == null
                    ? USUAL_SESSION
                    : Duration.ofMillis(Long.parseLong(entry.value()));
        } catch (KafkaException refused) {
            LOG.atInfo()
                    .addKeyValue("group", group)
                    .addKeyValue("failure", refused.toString())
                    .log("the group's session time-out is not told; taken for 45 s");
            return USUAL_SESSION;
        }
    }

    /** Takes what a predecessor that died left in the group off it. */
    void removePredecessor(Admin admin) {
        var dead = new RemoveMembersFromConsumerGroupOptions(List.of(new MemberToRemove(instance)));
        try {
            var _ = get(admin.removeMembersFromConsumerGroup(group, dead).all());
            LOG.atInfo()
                    .addKeyValue("collector", instance)
                    .log("took the place that an earlier run had in the group");
        } catch (KafkaException nobody) {
            LOG.atDebug().addKeyValue("answer", nobody.toString()).log("no predecessor");
        }
    }

    /** The member's settings, in Kafka's words. */
    Map<String, Object> member() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance);
        settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, protocol);
        settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, (int) HAND_OVER.toMillis());
        if (protocol.equals(CLASSIC)) {
            settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) session.toMillis());
            settings.put(
                    ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                    (int) CLASSIC_HEARTBEAT.toMillis());
            settings.put(
                    ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                    List.of(CooperativeStickyAssignor.class.getName()));
        }
        return settings;
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException cut) {
            throw new InterruptException(cut);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof KafkaException cause
                    ? cause
                    : new KafkaException(failure.getCause());
        }
    }
}
