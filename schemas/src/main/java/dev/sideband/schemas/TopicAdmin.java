package dev.sideband.schemas;

import static java.util.stream.Collectors.joining;

import dev.sideband.schemas.Topic.KeyedBy;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** Creates and checks the topics of the catalogue. */
public final class TopicAdmin {
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(20);

    private TopicAdmin() {}

    /**
     * Creates the topics that are not there, and returns once all can be used. Topics that are
     * there stay as they are.
     *
     * @throws KafkaException when the brokers refuse or don't answer
     */
    public static void createMissing(Admin admin, Topics topics, TopicSettings settings) {
        Set<String> present = get(admin.listTopics().names());
        List<NewTopic> missing =
                topics.all().stream()
                        .filter(topic -> !present.contains(topic.name()))
                        .map(topic -> newTopic(topic, settings))
                        .toList();
        admin.createTopics(missing).values().values().forEach(TopicAdmin::awaitCreation);
        awaitVisible(admin, topics);
    }

    /**
     * Checks that all topics are there and that those keyed by target agree in their number of
     * partitions.
     *
     * @throws IllegalStateException naming the topics that are missing or differ
     */
    public static void check(Admin admin, Topics topics) {
        Map<String, Integer> partitions = partitions(admin, topics);
        String missing =
                topics.all().stream()
                        .map(Topic::name)
                        .filter(name -> !partitions.containsKey(name))
                        .collect(joining(", "));
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "topics are missing: %s; create them".formatted(missing));
        }
        List<String> byTarget =
                topics.all().stream()
                        .filter(topic -> isKeyedByTarget(topic.keyedBy()))
                        .map(Topic::name)
                        .toList();
        if (byTarget.stream().map(partitions::get).distinct().count() > 1) {
            throw new IllegalStateException(
                    "topics keyed by target need one number of partitions, but there are: %s; create them anew"
                            .formatted(
                                    byTarget.stream()
                                            .map(name -> name + " " + partitions.get(name))
                                            .collect(joining(", "))));
        }
    }

    private static boolean isKeyedByTarget(KeyedBy keyedBy) {
        return switch (keyedBy) {
            case TARGET, TARGET_AND_PART -> true;
            case ALERT, SCOPE, CONTENT -> false;
        };
    }

    private static NewTopic newTopic(Topic<?> topic, TopicSettings settings) {
        String retention = Long.toString(topic.retention().toMillis());
        return new NewTopic(topic.name(), settings.partitions(), settings.replication())
                .configs(
                        switch (topic.cleanup()) {
                            case DELETE ->
                                    Map.of(
                                            TopicConfig.CLEANUP_POLICY_CONFIG,
                                            TopicConfig.CLEANUP_POLICY_DELETE,
                                            TopicConfig.RETENTION_MS_CONFIG,
                                            retention);
                            case COMPACT ->
                                    Map.of(
                                            TopicConfig.CLEANUP_POLICY_CONFIG,
                                            TopicConfig.CLEANUP_POLICY_COMPACT,
                                            TopicConfig.DELETE_RETENTION_MS_CONFIG,
                                            retention);
                        });
    }

    private static void awaitCreation(KafkaFuture<@Nullable Void> creation) {
        try {
            get(creation);
        } catch (TopicExistsException e) {
            // Another process was faster.
        }
    }

    /** A topic that has been created is not known to every broker at once. */
    private static void awaitVisible(Admin admin, Topics topics) {
        long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
        while (partitions(admin, topics).size() < topics.all().size()) {
            if (System.nanoTime() > deadline) {
                throw new KafkaException(
                        "topics were created, but after %s they cannot be seen"
                                .formatted(VISIBLE_WITHIN));
            }
            try {
                Thread.sleep(LOOK_AGAIN_AFTER);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
    }

    /** The number of partitions of each topic that is there. */
    private static Map<String, Integer> partitions(Admin admin, Topics topics) {
        List<String> names = topics.all().stream().map(Topic::name).toList();
        Map<String, Integer> partitions = new HashMap<>();
        admin.describeTopics(names)
                .topicNameValues()
                .forEach((name, description) -> {
                    try {
                        partitions.put(name, get(description).partitions().size());
                    } catch (UnknownTopicOrPartitionException e) {
                        // It is not there.
                    }
                });
        return partitions;
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause
                    ? cause
                    : new KafkaException(e.getCause());
        }
    }
}
