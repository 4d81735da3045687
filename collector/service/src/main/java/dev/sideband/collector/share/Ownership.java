package dev.sideband.collector.share;

import dev.sideband.avro.Target;
import dev.sideband.collector.poll.Fleet;
import dev.sideband.collector.publish.Membership;
import dev.sideband.collector.publish.PartitionWriter;
import dev.sideband.collector.publish.PartitionWriters;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** The partitions that are this collector's. One thread at a time, but for the counts. */
final class Ownership {
    /** Of everything that a hand-over waits for, together about ten seconds at the very most. */
    private static final Duration STEP = Duration.ofSeconds(2);

    private static final Duration SESSIONS = Duration.ofSeconds(4);

    /** Partitions that are opened at once, each with clients of its own. */
    private static final int OPENED_AT_ONCE = 4;

    private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);

    private final Fleet fleet;
    private final PartitionWriters writers;
    private final Membership membership;
    private final List<PartitionHook> hooks;
    private final Semaphore gate = new Semaphore(OPENED_AT_ONCE);
    private final LongAdder takeovers = new LongAdder();
    private final Map<Integer, OwnedPartition> owned = new ConcurrentHashMap<>();

    /** How partitions are let go. */
    enum Leave {
        /** To another collector, that waits for it. */
        HAND_OVER,
        /** As this collector stops; slow BMCs have more time to end their sessions. */
        STOP,
        /** They are another's already. */
        LOST
    }

    Ownership(
            Fleet fleet,
            PartitionWriters writers,
            Membership membership,
            List<PartitionHook> hooks) {
        this.fleet = fleet;
        this.writers = writers;
        this.membership = membership;
        this.hooks = List.copyOf(hooks);
    }

    /** How many partitions are this collector's. */
    int size() {
        return owned.size();
    }

    /** How many of them are polled. */
    int running() {
        return (int) owned.values().stream().filter(OwnedPartition::isRunning).count();
    }

    long takeovers() {
        return takeovers.sum();
    }

    void assigned(Collection<Integer> partitions) {
        for (int partition : partitions) {
            OwnedPartition mine = new OwnedPartition(partition);
            owned.put(partition, mine);
            mine.open(writers, membership, hooks, gate);
        }
    }

    Collection<OwnedPartition> all() {
        return owned.values();
    }

    void changed(int partition, Map<String, Optional<Target>> targets) {
        OwnedPartition mine = owned.get(partition);
        if (mine != null) {
            mine.changed(targets);
        }
    }

    /** Has polled what is ready to be. */
    void advance() {
        List<Integer> begun = new ArrayList<>();
        for (OwnedPartition mine : owned.values()) {
            if (mine.advance(fleet)) {
                begun.add(mine.number());
            }
        }
        if (!begun.isEmpty()) {
            takeovers.add(begun.size());
            LOG.atInfo()
                    .addKeyValue("partitions", begun)
                    .addKeyValue("targets", fleet.size())
                    .log("polling the BMCs of partitions");
        }
    }

    /** Closes all sessions for now, as another collector might think that this one is dead. */
    void rest() throws InterruptedException {
        Set<Integer> running =
                owned.values().stream()
                        .filter(OwnedPartition::isRunning)
                        .map(OwnedPartition::number)
                        .collect(Collectors.toSet());
        if (running.isEmpty()) {
            return;
        }
        LOG.atWarn()
                .addKeyValue("partitions", running)
                .log("the brokers do not say that this collector is still one; polling rests");
        Map<Integer, List<Target>> polled = fleet.release(running, Duration.ZERO, SESSIONS);
        running.forEach(number -> {
            OwnedPartition mine = owned.get(number);
            if (mine != null) {
                mine.rested(polled.getOrDefault(number, List.of()));
            }
        });
    }

    /** Lets go: returns when others may poll the BMCs, or the time for that is over. */
    void release(Collection<Integer> partitions, Leave how) throws InterruptedException {
        List<OwnedPartition> leaving = new ArrayList<>();
        for (int partition : partitions) {
            OwnedPartition mine = owned.remove(partition);
            if (mine != null) {
                leaving.add(mine);
            }
        }
        if (leaving.isEmpty()) {
            return;
        }
        long began = System.nanoTime();
        leaving.forEach(OwnedPartition::stopOpening);
        if (how == Leave.LOST) {
            writersOf(leaving).forEach(PartitionWriter::abandon);
        } else {
            sayLeaving(leaving);
        }
        fleet.release(
                leaving.stream().map(OwnedPartition::number).collect(Collectors.toSet()),
                how == Leave.LOST ? Duration.ZERO : STEP,
                how == Leave.STOP ? Fleet.SESSIONS_END : SESSIONS);
        awaitOpeners(leaving);
        leaving.forEach(mine -> hooks.forEach(hook -> hook.left(mine.number())));
        close(leaving);
        LOG.atInfo()
                .addKeyValue("partitions", leaving.stream().map(OwnedPartition::number).toList())
                .addKeyValue("how", how)
                .addKeyValue("took-ms", Duration.ofNanos(System.nanoTime() - began).toMillis())
                .log("partitions let go");
    }

    private static List<PartitionWriter> writersOf(List<OwnedPartition> partitions) {
        return partitions.stream().flatMap(mine -> mine.writer().stream()).toList();
    }

    private void sayLeaving(List<OwnedPartition> leaving) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (OwnedPartition mine : leaving) {
            for (PartitionHook hook : hooks) {
                threads.add(Thread.startVirtualThread(() -> sayLeaving(mine, hook)));
            }
        }
        join(threads, STEP);
        threads.forEach(Thread::interrupt);
    }

    private static void sayLeaving(OwnedPartition mine, PartitionHook hook) {
        try {
            hook.leaving(mine.number(), STEP);
        } catch (InterruptedException late) {
            LOG.atWarn()
                    .addKeyValue("partition", mine.number())
                    .log("something was still under way when a partition was let go");
        }
    }

    private static void join(List<Thread> threads, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        for (Thread thread : threads) {
            thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        }
    }

    private static void awaitOpeners(List<OwnedPartition> leaving) throws InterruptedException {
        long deadline = System.nanoTime() + STEP.toNanos();
        for (OwnedPartition mine : leaving) {
            mine.awaitOpener(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        }
    }

    private static void close(List<OwnedPartition> leaving) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (PartitionWriter writer : writersOf(leaving)) {
            threads.add(Thread.startVirtualThread(() -> close(writer)));
        }
        join(threads, STEP.plus(STEP));
    }

    private static void close(PartitionWriter writer) {
        try {
            writer.close(STEP);
        } catch (InterruptedException hurry) {
            writer.abandon();
        }
    }
}
