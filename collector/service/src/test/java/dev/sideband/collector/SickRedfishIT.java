package dev.sideband.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Event;
import dev.sideband.avro.EventKind;
import dev.sideband.avro.Reading;
import dev.sideband.avro.Target;
import dev.sideband.collector.inventory.TargetsFile;
import dev.sideband.collector.inventory.TargetsPublisher;
import dev.sideband.collector.probe.Credentials;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.simulator.FleetOptions;
import dev.sideband.simulator.LoggedRecord;
import dev.sideband.simulator.Protocols;
import dev.sideband.simulator.SimulatedBmc;
import dev.sideband.simulator.SimulatedFleet;
import dev.sideband.simulator.fault.Fault;
import dev.sideband.simulator.redfish.RedfishSettings;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** BMCs of every dialect whose Redfish is slow, fails and forgets, beside BMCs that are well. */
class SickRedfishIT {
    private static final int OF_EACH_DIALECT = 6;
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private static final Duration SLOW_LOG = Duration.ofSeconds(8);

    @TempDir static Path brokerDir;
    private static Broker broker;

    @TempDir Path dir;
    private final List<Target> targets = new ArrayList<>();
    private final Map<String, Credentials> credentials = new HashMap<>();

    @BeforeAll
    static void startBroker() {
        broker = Broker.start(brokerDir);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void freshTopics() {
        broker.freshTopics();
    }

    private static SimulatedFleet fleet(long seed, UnaryOperator<RedfishSettings> sickness) {
        return SimulatedFleet.start(
                FleetOptions.of(OF_EACH_DIALECT, seed)
                        .withAccount("monitor", "of-all-fleets", PrivilegeLevel.ADMINISTRATOR)
                        .withProtocols(Protocols.REDFISH)
                        .withRedfish(sickness));
    }

    private void poll(SimulatedFleet fleet, String kind) throws Exception {
        Path path = dir.resolve(kind + ".yaml");
        fleet.writeTargets(path, INTERVAL);
        TargetsFile file = TargetsFile.read(path);
        credentials.putAll(file.credentials());
        for (Target target : file.targets()) {
            targets.add(Target.newBuilder(target).setTarget(kind + target.getTarget()).build());
        }
        new TargetsPublisher(broker.clients(), broker.topics(), broker.registry()).publish(targets);
    }

    private CollectorService collector() throws Exception {
        return CollectorService.start(broker.config(credentials));
    }

    private static boolean readAll(CollectorService collector, String kind) {
        return collector.snapshot().states().entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(kind))
                        .filter(entry -> entry.getValue().lastWhole() != null)
                        .count()
                == OF_EACH_DIALECT;
    }

    private static void breakAndMend(SimulatedBmc bmc, Fault fault) {
        bmc.begin(fault);
        bmc.end(fault);
    }

    /** How often each record of a BMC is on the topic. */
    private static Map<Integer, Integer> copies(String target, SimulatedBmc bmc) {
        List<String> raw =
                broker.committed(broker.topics().events()).stream()
                        .filter(event -> event.getTarget().equals(target))
                        .filter(event -> event.getKind() == EventKind.RECORD)
                        .map(Event::getRawEntry)
                        .toList();
        Map<Integer, Integer> copies = new TreeMap<>();
        List<LoggedRecord> logged = bmc.logged();
        for (int n = 0; n < logged.size(); n++) {
            String path = "\"" + logged.get(n).entry().orElseThrow() + "\"";
            copies.put(n, (int) raw.stream().filter(entry -> entry.contains(path)).count());
        }
        return copies;
    }

    private static boolean isAllThere(SimulatedBmc bmc) {
        return !copies("sick-" + bmc.id(), bmc).containsValue(0);
    }

    /** One after the other, as the sickest takes long. */
    private static void awaitAllRecords(SimulatedFleet fleet) throws Exception {
        for (SimulatedBmc bmc : fleet.bmcs()) {
            Await.until("records of " + bmc, () -> isAllThere(bmc));
        }
    }

    /** How far apart the polls of one target were on the average, of the one that had fewest. */
    private static Duration betweenPolls(String kind, Instant from, Instant to) {
        Map<String, Long> polls =
                broker.committed(broker.topics().readings()).stream()
                        .filter(reading -> reading.getTarget().startsWith(kind))
                        .filter(reading -> reading.getObservedAt().isAfter(from))
                        .filter(reading -> reading.getObservedAt().isBefore(to))
                        .collect(
                                Collectors.groupingBy(
                                        Reading::getTarget,
                                        Collectors.mapping(
                                                Reading::getObservedAt,
                                                Collectors.collectingAndThen(
                                                        Collectors.toSet(),
                                                        times -> (long) times.size()))));
        assertThat(polls).as("BMCs with readings").hasSize(OF_EACH_DIALECT);
        long fewest = polls.values().stream().mapToLong(Long::longValue).min().orElseThrow();
        return Duration.between(from, to).dividedBy(fewest);
    }

    @Test
    void losesNoEventAndNoSessionOfSickBmcsAndReadsTheOthersInTime() throws Exception {
        try (SimulatedFleet sick =
                        fleet(
                                1,
                                settings ->
                                        settings.withLatency(Duration.ofMillis(150))
                                                .withSlowLogs(Duration.ofSeconds(1))
                                                .withSessionLimit(1)
                                                .withUnavailable(0.2)
                                                .withCutBodies(0.1)
                                                .withHtml(0.03));
                SimulatedFleet well = fleet(2, UnaryOperator.identity())) {
            poll(sick, "sick-");
            poll(well, "well-");
            Instant from;
            Instant to;
            try (CollectorService first = collector()) {
                awaitAllRecords(sick);
                Await.until("all others read once", () -> readAll(first, "well-"));
                from = Instant.now();
                sick.bmcs().forEach(bmc -> breakAndMend(bmc, new Fault.ChassisOpen()));
                long polls = first.snapshot().polls();
                Await.until("polls", () -> first.snapshot().polls() > polls + 30);
                sick.bmcs().forEach(bmc -> breakAndMend(bmc, new Fault.PsuInputLoss(1)));
                to = Instant.now();
            }
            assertThat(sick.bmcs()).allMatch(bmc -> bmc.redfishSessions() == 0);
            try (CollectorService _ = collector()) {
                sick.bmcs().forEach(bmc -> breakAndMend(bmc, new Fault.DriveFailure(0)));
                awaitAllRecords(sick);
            }
            assertThat(sick.bmcs()).allMatch(bmc -> bmc.redfishSessions() == 0);
            for (SimulatedBmc bmc : sick.bmcs()) {
                assertThat(copies("sick-" + bmc.id(), bmc))
                        .allSatisfy((_, n) -> assertThat(n).isOne());
            }
            System.out.printf(
                    "healthy ones read every %s at %s%n",
                    betweenPolls("well-", from, to), INTERVAL);
        }
    }

    @Test
    void readsSensorsInTimeThoughTheLogsAreSlow() throws Exception {
        try (SimulatedFleet slow = fleet(3, settings -> settings.withSlowLogs(SLOW_LOG))) {
            poll(slow, "sick-");
            Instant from;
            Instant to;
            try (CollectorService collector = collector()) {
                Await.until("all read once", () -> readAll(collector, "sick-"));
                from = Instant.now();
                slow.bmcs().forEach(bmc -> breakAndMend(bmc, new Fault.ChassisOpen()));
                awaitAllRecords(slow);
                to = Instant.now();
                assertThat(collector.snapshot().failedPolls()).isZero();
            }
            Duration apart = betweenPolls("sick-", from, to);
            System.out.printf("logs of %s, readings every %s%n", SLOW_LOG, apart);
            // One that waited for its log would be polled once a log at most.
            assertThat(apart).isLessThan(SLOW_LOG.multipliedBy(2).dividedBy(3));
            assertThat(slow.bmcs()).allMatch(bmc -> bmc.redfishSessions() == 0);
        }
    }
}
