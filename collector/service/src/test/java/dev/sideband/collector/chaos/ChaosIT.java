package dev.sideband.collector.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.collector.Await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Nothing lost, nothing twice, whatever happens to collectors, to the broker, and to the ways
 * between them and to the BMCs.
 *
 * <p>The long run: {@code mvn -pl collector/service -am verify -Dit.test=ChaosIT
 * -Dsideband.chaos.faults=100 -Dsideband.chaos.bmcs=300}; {@code -Dsideband.seed=N} repeats one.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "stops processes and looks up their sockets")
class ChaosIT {
    private static final int FAULTS = Integer.getInteger("sideband.chaos.faults", 10);
    private static final int BMCS = Integer.getInteger("sideband.chaos.bmcs", 24);
    private static final long SEED =
            Long.getLong("sideband.seed", new Random().nextLong(1_000_000));
    private static final Duration INTERVAL = Duration.ofSeconds(BMCS > 100 ? 5 : 1);

    /** What is under way when a collector is stopped may come to its end when it goes on. */
    private static final Duration HAND_OVER = Duration.ofSeconds(10);

    @TempDir Path dir;
    private final Random random = new Random(SEED);
    private final CountDownLatch never = new CountDownLatch(1);
    private final List<Kind> coming = new ArrayList<>();
    private final List<Long> takeovers = new ArrayList<>();

    private enum Kind {
        KILLED,
        STOPPED,
        CUT_OFF_FROM_THE_BROKER,
        CUT_OFF_FROM_HALF_OF_THE_BMCS,
        BROKER_RESTARTED
    }

    @Test
    void everyRecordReachesItsTopicOnceAndInOrder() throws Exception {
        System.out.printf("chaos: seed %d, %d faults, %d BMCs%n", SEED, FAULTS, BMCS);
        try (Cluster cluster = new Cluster(dir, BMCS, SEED, INTERVAL)) {
            Await.until(
                    "all polled",
                    () -> sessions(cluster).values().stream().noneMatch(one -> one.port == 0));
            for (int n = 1; n <= FAULTS; n++) {
                Kind kind = next();
                int victim = random.nextInt(Cluster.COLLECTORS);
                System.out.printf(
                        "chaos: fault %d of %d: %s (%d), %d events%n",
                        n, FAULTS, kind, victim, cluster.seen().count());
                System.out.flush();
                happen(cluster, kind, victim);
                clearSome(cluster);
                pause(1_000 + random.nextInt(2_000));
            }
            check(cluster);
        }
    }

    /** Each kind once in a row of all, in another order each time. */
    private Kind next() {
        if (coming.isEmpty()) {
            coming.addAll(List.of(Kind.values()));
            Collections.shuffle(coming, random);
        }
        return coming.removeLast();
    }

    private void happen(Cluster cluster, Kind kind, int victim) throws Exception {
        switch (kind) {
            case KILLED -> kill(cluster, victim);
            case STOPPED -> {
                cluster.collector(victim).signal("STOP");
                pause(7_000 + random.nextInt(2_000));
                cluster.collector(victim).signal("CONT");
            }
            case CUT_OFF_FROM_THE_BROKER -> {
                cluster.way(victim).cut(true);
                pause(7_000 + random.nextInt(3_000));
                cluster.way(victim).cut(false);
            }
            case CUT_OFF_FROM_HALF_OF_THE_BMCS -> {
                StringBuilder ports = new StringBuilder("cut");
                cluster.udpPorts(victim).forEach(port -> ports.append(' ').append(port));
                cluster.simulator().ask(ports.toString());
                pause(4_000 + random.nextInt(2_000));
                cluster.simulator().ask("cut");
            }
            case BROKER_RESTARTED -> cluster.restartBroker(random.nextBoolean());
        }
    }

    /** Until each of its BMCs is polled by another; only then is it started again. */
    private void kill(Cluster cluster, int victim) throws Exception {
        Set<Integer> dead = cluster.udpPorts(victim);
        Map<String, Latest> before = sessions(cluster);
        long mine = before.values().stream().filter(one -> dead.contains(one.port)).count();
        long killed = System.currentTimeMillis();
        cluster.collector(victim).kill();
        Await.until(
                "take-over",
                () ->
                        sessions(cluster).values().stream()
                                .noneMatch(one -> dead.contains(one.port)));
        long last =
                sessions(cluster).entrySet().stream()
                        .filter(one -> dead.contains(before.get(one.getKey()).port))
                        .mapToLong(one -> one.getValue().at - killed)
                        .max()
                        .orElse(0);
        takeovers.add(last);
        System.out.printf("chaos: %d BMCs taken over within %d ms%n", mine, last);
        cluster.startCollector(victim);
        cluster.collector(victim).answer();
    }

    /** Who has the BMC's youngest session, and since when. */
    private record Latest(int port, long at) {}

    private static Map<String, Latest> sessions(Cluster cluster) throws Exception {
        Map<String, Latest> sessions = new HashMap<>();
        for (String one : cluster.simulator().ask("sessions").split(" ", -1)) {
            String[] parts = one.split("/", -1);
            sessions.put(
                    parts[0], new Latest(Integer.parseInt(parts[1]), Long.parseLong(parts[2])));
        }
        return sessions;
    }

    /** Only logs of which all is on the topic: what is cleared before, the BMC itself has lost. */
    private void clearSome(Cluster cluster) throws Exception {
        List<String> ids = new ArrayList<>(sessions(cluster).keySet());
        ids.sort(null);
        for (int n = 0; n < 2; n++) {
            String id = ids.get(random.nextInt(ids.size()));
            cluster.simulator().ask("clear %s %d".formatted(id, cluster.seen().of(id).size()));
        }
    }

    private void check(Cluster cluster) throws Exception {
        cluster.simulator().ask("still");
        Map<String, List<String>> truth = new HashMap<>();
        cluster.simulator().tell("truth");
        for (int n = 0; n < BMCS; n++) {
            List<String> words = Arrays.asList(cluster.simulator().answer().split(" ", -1));
            truth.put(words.getFirst(), words.subList(1, words.size()));
        }
        SeenEvents seen = cluster.seen();
        int logged = truth.values().stream().mapToInt(List::size).sum();
        Await.until(
                "all records on the topic",
                () ->
                        truth.entrySet().stream()
                                .allMatch(one ->
                                        seen.of(one.getKey()).size() >= one.getValue().size()));
        String[] beside = cluster.simulator().ask("beside").split(" ", -1);
        System.out.printf(
                "chaos: %d records logged, %d events, %d doubled, take-overs %s ms, two sessions"
                        + " used at once for %s ms at most (%s), %s sessions opened%n",
                logged,
                seen.count(),
                seen.doubled().size(),
                takeovers,
                beside[0],
                beside[1],
                beside[2]);
        assertThat(seen.doubled()).as("event ids that came twice").isEmpty();
        truth.forEach((id, records) ->
                assertThat(seen.of(id).subList(0, records.size()))
                        .as("records of %s, in the log's order", id)
                        .isEqualTo(records));
        assertThat(seen.others()).as("news of logs").noneMatch(one -> one.endsWith("GAP"));
        assertThat(Duration.ofMillis(Long.parseLong(beside[0])))
                .as("two sessions used at once, %s", beside[1])
                .isLessThan(HAND_OVER);
    }

    private void pause(long millis) throws InterruptedException {
        var _ = never.await(millis, TimeUnit.MILLISECONDS);
    }
}
