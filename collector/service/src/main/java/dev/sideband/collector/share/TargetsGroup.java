package dev.sideband.collector.share;

import dev.sideband.avro.Target;
import dev.sideband.collector.poll.Fleet;
import dev.sideband.collector.publish.CompactedTopic;
import dev.sideband.collector.publish.KafkaClients;
import dev.sideband.collector.publish.PartitionWriters;
import dev.sideband.collector.publish.TopicValues;
import dev.sideband.collector.share.Ownership.Leave;
import dev.sideband.schemas.Topics;
import dev.sideband.schemas.serde.AvroSerde;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnreleasedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Follows the {@code targets} topic as a member of the collectors' group, and has the BMCs polled
 * that are on the partitions it is given.
 */
public final class TargetsGroup implements AutoCloseable {
    private static final Duration TURN = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration SAY_AGAIN = Duration.ofMinutes(1);
    private static final Duration LEAVE_LIMIT = Duration.ofSeconds(3);

    /** Hooks, workers, sessions, writers and the farewell to the group, each at its slowest. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(40);

    private static final Logger LOG = LoggerFactory.getLogger(TargetsGroup.class);

    private final KafkaClients clients;
    private final GroupSettings settings;
    private final TopicValues<Target> values;
    private final GroupMembership membership;
    private final Ownership ownership;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch polling = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "targets-group");
    private volatile @Nullable KafkaConsumer<String, byte[]> consumer;
    private @Nullable String explained;
    private long explainedAt;

    private TargetsGroup(
            KafkaClients clients,
            GroupSettings settings,
            TopicValues<Target> values,
            GroupMembership membership,
            Ownership ownership) {
        this.clients = clients;
        this.settings = settings;
        this.values = values;
        this.membership = membership;
        this.ownership = ownership;
    }

    /** How a collector is in the group, before it has BMCs. */
    public static final class Place {
        private final GroupSettings settings;
        private final GroupMembership membership;

        private Place(GroupSettings settings, GroupMembership membership) {
            this.settings = settings;
            this.membership = membership;
        }

        /**
         * Asks the brokers how the group works.
         *
         * @throws KafkaException where they do not answer
         */
        public static Place ask(Admin admin, Topics topics, String collectorId) {
            GroupSettings settings = GroupSettings.ask(admin, topics, collectorId);
            return new Place(
                    settings,
                    new GroupMembership(
                            GroupMembership.Roll.of(admin, settings.group()),
                            settings.session(),
                            System::nanoTime));
        }

        /** The group's name. */
        public String group() {
            return settings.group();
        }

        /** Whether BMCs may be talked to: no other collector can have been given them yet. */
        public boolean mayPoll() {
            return membership.mayPoll();
        }
    }

    /**
     * Joins the group.
     *
     * @param hooks told of partitions that come and go, in this order
     */
    public static TargetsGroup join(
            Place place,
            KafkaClients clients,
            Admin admin,
            Topics topics,
            SchemaRegistryClient registry,
            Fleet fleet,
            PartitionWriters writers,
            List<PartitionHook> hooks) {
        place.settings.removePredecessor(admin);
        var values =
                new TopicValues<>(
                        topics.targets(),
                        AvroSerde.of(topics.targets(), registry).deserializer(),
                        CompactedTopic.Unreadable.SKIP);
        var ownership = new Ownership(fleet, writers, place.membership, hooks);
        TargetsGroup group =
                new TargetsGroup(clients, place.settings, values, place.membership, ownership);
        group.thread.start();
        return group;
    }

    /** Whether the brokers say, and said lately, that it is one of the group. */
    public boolean isMember() {
        return membership.mayPoll();
    }

    /**
     * Waits until it polls the first share that it is given.
     *
     * @return false where it has none within {@code limit}, as one that stands by
     */
    public boolean awaitPolling(Duration limit) throws InterruptedException {
        return polling.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How many partitions are this collector's. */
    public int partitions() {
        return ownership.size();
    }

    /** How many of them are polled now. */
    public int partitionsPolled() {
        return ownership.running();
    }

    /** How often a partition was taken over. */
    public long takeovers() {
        return ownership.takeovers();
    }

    private void run() {
        try {
            while (closing.getCount() > 0) {
                beMember();
                var _ = closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException | InterruptException cut) {
            LOG.warn("the collector did not leave its group in order");
        }
    }

    private void beMember() throws InterruptedException {
        KafkaConsumer<String, byte[]> member;
        try {
            member = clients.member("targets", settings.member());
        } catch (KafkaException failure) {
            explain(failure);
            return;
        }
        consumer = member;
        boolean inOrder = false;
        try {
            member.subscribe(List.of(values.topic().name()), new Rebalances(member));
            while (closing.getCount() > 0) {
                turn(member);
            }
            inOrder = true;
        } catch (WakeupException closed) {
            inOrder = true;
        } catch (InterruptException cut) {
            throw cut;
        } catch (RuntimeException failure) {
            explain(failure);
        } finally {
            consumer = null;
            letAllGo(inOrder ? Leave.STOP : Leave.LOST);
            leave(member);
        }
    }

    private void turn(KafkaConsumer<String, byte[]> member) throws InterruptedException {
        ConsumerRecords<String, byte[]> records = member.poll(TURN);
        membership.refresh(member.groupMetadata());
        for (TopicPartition partition : records.partitions()) {
            take(member, partition, records.records(partition));
        }
        for (OwnedPartition mine : ownership.all()) {
            if (!mine.isReadToEnd() && isAtEnd(member, mine.number())) {
                mine.readToEnd();
            }
        }
        if (membership.mayKeepSessions()) {
            if (membership.mayPoll()) {
                ownership.advance();
                if (ownership.size() > 0 && ownership.running() == ownership.size()) {
                    polling.countDown();
                }
            }
        } else {
            ownership.rest();
        }
    }

    private boolean isAtEnd(KafkaConsumer<String, byte[]> member, int partition) {
        return member.currentLag(new TopicPartition(values.topic().name(), partition)).orElse(1)
                == 0;
    }

    private void take(
            KafkaConsumer<String, byte[]> member,
            TopicPartition partition,
            List<ConsumerRecord<String, byte[]>> records)
            throws InterruptedException {
        try {
            ownership.changed(partition.partition(), values.latest(records));
            membership.read(partition.partition(), records.getLast().offset() + 1);
        } catch (SerializationException registryAway) {
            LOG.atWarn()
                    .addKeyValue("failure", registryAway.toString())
                    .log("targets could not be decoded; trying again");
            member.seek(partition, records.getFirst().offset());
            var _ = closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Once for each reason in a while: it is tried again every two seconds. */
    private void explain(RuntimeException failure) {
        String why =
                switch (failure) {
                    case UnreleasedInstanceIdException _, FencedInstanceIdException _ ->
                            "another collector has this one's id and polls in its place; give each"
                                    + " collector an id of its own";
                    default -> failure.toString();
                };
        long now = System.nanoTime();
        boolean isNew = !why.equals(explained) || now - explainedAt > SAY_AGAIN.toNanos();
        if (isNew) {
            explained = why;
            explainedAt = now;
        }
        LOG.atLevel(isNew ? Level.WARN : Level.DEBUG)
                .addKeyValue("collector-id", settings.instance())
                .addKeyValue("why", why)
                .log("not a member of the collectors' group; trying again");
    }

    private void letAllGo(Leave how) throws InterruptedException {
        ownership.release(ownership.all().stream().map(OwnedPartition::number).toList(), how);
        membership.lost();
    }

    private static void leave(KafkaConsumer<String, byte[]> member) {
        try {
            member.close(
                    CloseOptions.timeout(LEAVE_LIMIT)
                            .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        } catch (KafkaException failure) {
            LOG.atDebug().addKeyValue("failure", failure.toString()).log("not left in order");
        }
    }

    /** Lets all partitions go in order and leaves the group. */
    @Override
    public void close() {
        closing.countDown();
        KafkaConsumer<String, byte[]> member = consumer;
        if (member != null) {
            member.wakeup();
        }
        boolean interrupted = Thread.interrupted();
        try {
            if (!thread.join(CLOSE_LIMIT)) {
                thread.interrupt();
            }
        } catch (InterruptedException hurry) {
            thread.interrupt();
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the group says, on its own thread. */
    private final class Rebalances implements ConsumerRebalanceListener {
        private final KafkaConsumer<String, byte[]> member;

        Rebalances(KafkaConsumer<String, byte[]> member) {
            this.member = member;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            member.seekToBeginning(partitions);
            membership.refresh(member.groupMetadata());
            ownership.assigned(numbers(partitions));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            membership.refresh(member.groupMetadata());
            release(partitions, Leave.HAND_OVER);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            membership.lost();
            release(partitions, Leave.LOST);
        }

        private void release(Collection<TopicPartition> partitions, Leave how) {
            try {
                ownership.release(numbers(partitions), how);
            } catch (InterruptedException cut) {
                throw new InterruptException(cut);
            }
        }

        private List<Integer> numbers(Collection<TopicPartition> partitions) {
            return partitions.stream().map(TopicPartition::partition).toList();
        }
    }
}
