package dev.sideband.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.sideband.avro.Component;
import dev.sideband.avro.Event;
import dev.sideband.avro.EventKind;
import dev.sideband.avro.Quality;
import dev.sideband.avro.Reachability;
import dev.sideband.avro.Reading;
import dev.sideband.avro.Sensor;
import dev.sideband.avro.Status;
import dev.sideband.collector.inventory.TargetsFile;
import dev.sideband.collector.inventory.TargetsPublisher;
import dev.sideband.collector.poll.TargetState;
import dev.sideband.collector.probe.Credentials;
import dev.sideband.collector.probe.FailureReason;
import dev.sideband.runtime.Secret;
import dev.sideband.simulator.FleetOptions;
import dev.sideband.simulator.SimulatedBmc;
import dev.sideband.simulator.SimulatedFleet;
import dev.sideband.simulator.model.SelRecord;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The whole collector against a real broker and simulated BMCs. */
class CollectorServiceIT {
    private static final int BMCS = 4;
    private static final int MORE_THAN_A_BMC_HAS_SESSIONS = 6;
    private static final int RECORDS_AT_START = 2;
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    @TempDir static Path brokerDir;
    private static Broker broker;

    @TempDir Path dir;
    private SimulatedFleet fleet;
    private TargetsFile targets;

    @BeforeAll
    static void startBroker() {
        broker = Broker.start(brokerDir);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void start() throws Exception {
        broker.freshTopics();
        fleet = SimulatedFleet.start(FleetOptions.of(BMCS, 42).withTimeScale(20));
        Path file = dir.resolve("targets.yaml");
        fleet.writeTargets(file, INTERVAL);
        targets = TargetsFile.read(file);
        publisher().publish(targets.targets());
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    private TargetsPublisher publisher() {
        return new TargetsPublisher(broker.clients(), broker.topics(), broker.registry());
    }

    private CollectorService collector() throws Exception {
        return CollectorService.start(broker.config(targets.credentials()));
    }

    private static boolean allReachable(CollectorService collector) {
        return collector.snapshot().reachable() == BMCS;
    }

    private List<String> recordsOnTopic(String target) {
        return broker.committed(broker.topics().events()).stream()
                .filter(event -> event.getTarget().equals(target))
                .filter(event -> event.getKind() == EventKind.RECORD)
                .map(event -> hex(event.getRaw()))
                .toList();
    }

    private static List<String> recordsOf(SimulatedBmc bmc) {
        return bmc.selRecordsAdded().stream().map(SelRecord::bytes).map(Object::toString).toList();
    }

    private static String hex(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return HexFormat.of().formatHex(copy);
    }

    /** What a BMC logs in the very moment of the comparison may be on the topic later. */
    private void everyRecordIsThereOnce(SimulatedBmc bmc) throws Exception {
        Await.until("new records of " + bmc, () -> recordsOf(bmc).size() > RECORDS_AT_START);
        List<String> added = recordsOf(bmc);
        Await.until(
                "%d records of %s on the topic".formatted(added.size(), bmc),
                () -> recordsOnTopic(bmc.id()).size() >= added.size());
        assertThat(recordsOnTopic(bmc.id()).subList(0, added.size()))
                .as("records of %s, in the log's order", bmc)
                .isEqualTo(added);
        assertThat(broker.committed(broker.topics().events()))
                .extracting(Event::getEventId)
                .doesNotHaveDuplicates();
    }

    @Test
    void putsReadingsDescriptorsAndStatusOnTheirTopics() throws Exception {
        try (CollectorService collector = collector()) {
            Await.until("all BMCs reachable", () -> allReachable(collector));
            Await.until("readings", () -> collector.snapshot().readingsPublished() > 200);
        }
        List<Reading> readings = broker.committed(broker.topics().readings());
        assertThat(readings)
                .filteredOn(reading -> reading.getType().equals("temperature"))
                .isNotEmpty()
                .filteredOn(reading -> reading.getQuality() == Quality.GOOD)
                .allSatisfy(reading -> assertThat(reading.getValue()).isBetween(5.0, 120.0));
        assertThat(readings)
                .filteredOn(reading -> reading.getQuality() != Quality.GOOD)
                .allSatisfy(reading -> assertThat(reading.getValue()).isNull());
        List<Sensor> sensors = broker.committed(broker.topics().sensors());
        assertThat(readings)
                .extracting(reading -> reading.getTarget() + "/" + reading.getSensor())
                .isSubsetOf(
                        sensors.stream()
                                .map(sensor -> sensor.getTarget() + "/" + sensor.getSensor())
                                .toList());
        assertThat(broker.committed(broker.topics().status()))
                .extracting(Status::getTarget)
                .contains(fleet.bmcs().stream().map(SimulatedBmc::id).toArray(String[]::new));
    }

    @Test
    void putsThePartsOfEveryServerOnTheirTopic() throws Exception {
        try (CollectorService collector = collector()) {
            Await.until("all BMCs reachable", () -> allReachable(collector));
            Await.until("parts of all", () -> serversWithParts() == BMCS);
        }
        List<Component> parts = broker.committed(broker.topics().inventory());
        assertThat(parts)
                .extracting(part -> part.getTarget() + "/" + part.getComponent())
                .as("said once while nothing changes")
                .doesNotHaveDuplicates();
        assertThat(parts).extracting(Component::getKind).contains("bmc", "system", "board");
        assertThat(parts)
                .filteredOn(part -> part.getKind().equals("system"))
                .allSatisfy(system -> assertThat(system.getSerialNumber()).isNotBlank());
    }

    private long serversWithParts() {
        return broker.committed(broker.topics().inventory()).stream()
                .filter(part -> part.getKind().equals("system"))
                .map(Component::getTarget)
                .distinct()
                .count();
    }

    @Test
    void publishesEveryLogRecordOnceOverARestart() throws Exception {
        try (CollectorService first = collector()) {
            Await.until("all BMCs reachable", () -> allReachable(first));
            fleet.bmcs().forEach(bmc -> bmc.failFan(0));
            Await.until("first events", () -> first.snapshot().eventsPublished() > BMCS);
        }
        fleet.bmcs().forEach(bmc -> bmc.losePsuInput(0));
        try (CollectorService second = collector()) {
            Await.until("all BMCs reachable", () -> allReachable(second));
            fleet.bmcs().forEach(bmc -> bmc.restoreFan(0));
            for (SimulatedBmc bmc : fleet.bmcs()) {
                everyRecordIsThereOnce(bmc);
            }
        }
    }

    @Test
    void publishesEveryLogRecordOnceOverABrokerOutage() throws Exception {
        try (CollectorService collector = collector()) {
            Await.until("all BMCs reachable", () -> allReachable(collector));
            broker.down();
            fleet.bmcs().forEach(bmc -> bmc.failFan(0));
            long polls = collector.snapshot().polls();
            Await.until(
                    "polls while the broker is away",
                    () -> collector.snapshot().polls() > polls + 3L * BMCS);
            broker.up();
            fleet.bmcs().forEach(bmc -> bmc.restoreFan(0));
            for (SimulatedBmc bmc : fleet.bmcs()) {
                everyRecordIsThereOnce(bmc);
            }
        }
    }

    @Test
    void publishesEveryLogRecordOnceThoughADeadCollectorWasNone() throws Exception {
        try (CollectorService thoughtDead = collector()) {
            Await.until("all BMCs reachable", () -> allReachable(thoughtDead));
            try (CollectorService successor = collector()) {
                Await.until("all BMCs reachable", () -> allReachable(successor));
                fleet.bmcs().forEach(bmc -> bmc.failFan(0));
                fleet.bmcs().forEach(bmc -> bmc.losePsuInput(0));
                for (SimulatedBmc bmc : fleet.bmcs()) {
                    everyRecordIsThereOnce(bmc);
                }
            }
        }
    }

    @Test
    void quarantinesAHungBmcAndPollsTheOthersAsBefore() throws Exception {
        SimulatedBmc hung = fleet.bmcs().getFirst();
        try (CollectorService collector = collector()) {
            Await.until("all BMCs reachable", () -> allReachable(collector));
            long late = collector.snapshot().latePolls();

            hung.setHang(true);
            Await.until(
                    "quarantine", () -> state(collector, hung).state() == Reachability.QUARANTINED);
            assertThat(state(collector, hung).reason()).isEqualTo(FailureReason.TIMEOUT);
            assertThat(collector.snapshot().reachable()).isEqualTo(BMCS - 1);
            assertThat(collector.snapshot().latePolls()).isLessThanOrEqualTo(late + 1);

            hung.setHang(false);
            Await.until("return", () -> state(collector, hung).state() == Reachability.REACHABLE);
        }
        assertThat(broker.committed(broker.topics().status()))
                .filteredOn(status -> status.getTarget().equals(hung.id()))
                .filteredOn(status -> status.getState() == Reachability.QUARANTINED)
                .isNotEmpty()
                .allSatisfy(status -> assertThat(status.getReason()).isEqualTo("timeout"))
                .allSatisfy(status -> assertThat(status.getDetail()).contains(hung.host()));
    }

    private static TargetState state(CollectorService collector, SimulatedBmc bmc) {
        return Objects.requireNonNull(collector.snapshot().states().get(bmc.id()));
    }

    @Test
    void callsAWrongPasswordByItsNameAndTakesTheRightOneWhenItComes() throws Exception {
        Credentials right = Objects.requireNonNull(targets.credentials().get("default"));
        Credentials wrong = new Credentials(right.username(), Secret.of("not this one"));
        SimulatedBmc one = fleet.bmcs().getFirst();
        try (CollectorService collector =
                CollectorService.start(broker.config(Map.of("default", wrong)))) {
            Await.until("quarantine", () -> collector.snapshot().quarantined() == BMCS);
            assertThat(state(collector, one).reason()).isEqualTo(FailureReason.BAD_PASSWORD);
            assertThat(state(collector, one).detail()).doesNotContain("not this one");

            collector.useCredentials(Map.of("default", right));
            Await.until("all BMCs reachable", () -> allReachable(collector));
        }
    }

    @Test
    void followsTheTargetsTopic() throws Exception {
        var all = new ArrayList<>(targets.targets());
        var removed = all.removeLast();
        try (CollectorService collector = collector()) {
            Await.until("all BMCs reachable", () -> allReachable(collector));

            publisher().publish(all);
            Await.until("one less", () -> collector.snapshot().targets() == BMCS - 1);

            all.add(removed);
            publisher().publish(all);
            Await.until("all again", () -> allReachable(collector));
        }
    }

    @Test
    void endsItsSessionsWhenItStops() throws Exception {
        for (int run = 0; run < MORE_THAN_A_BMC_HAS_SESSIONS; run++) {
            try (CollectorService collector = collector()) {
                Await.until("all BMCs reachable", () -> allReachable(collector));
            }
        }
    }

    @Test
    void mayBeClosedTwice() throws Exception {
        CollectorService collector = collector();
        collector.close();

        assertThatNoException().isThrownBy(collector::close);
    }
}
