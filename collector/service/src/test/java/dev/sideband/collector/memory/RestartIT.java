package dev.sideband.collector.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.BmcMemory;
import dev.sideband.avro.SdrRepository;
import dev.sideband.collector.Await;
import dev.sideband.collector.Broker;
import dev.sideband.collector.CollectorService;
import dev.sideband.collector.inventory.TargetsFile;
import dev.sideband.collector.inventory.TargetsPublisher;
import dev.sideband.simulator.FleetOptions;
import dev.sideband.simulator.Protocols;
import dev.sideband.simulator.SimulatedBmc;
import dev.sideband.simulator.SimulatedFleet;
import dev.sideband.simulator.Tally;
import dev.sideband.simulator.Tally.Kind;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What BMCs are asked for by a collector that comes after another one. */
class RestartIT {
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    /** Three records are read again to see whether they are the same, each in a few parts. */
    private static final int CHECKS = 3 * 6;

    /** Open Session, RAKP 1 and RAKP 3. */
    private static final int HANDSHAKE = 3;

    @TempDir static Path brokerDir;
    private static Broker broker;

    @TempDir Path dir;

    @BeforeAll
    static void startBroker() {
        broker = Broker.start(brokerDir);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void start() {
        broker.freshTopics();
    }

    private TargetsFile publish(SimulatedFleet fleet) throws Exception {
        Path file = dir.resolve("targets.yaml");
        fleet.writeTargets(file, INTERVAL);
        TargetsFile targets = TargetsFile.read(file);
        publisher().publish(targets.targets());
        return targets;
    }

    private static TargetsPublisher publisher() {
        return new TargetsPublisher(broker.clients(), broker.topics(), broker.registry());
    }

    private static CollectorService collector(TargetsFile targets) throws Exception {
        return CollectorService.start(broker.config(targets.credentials()));
    }

    /** As {@link #pollOnce}, until all that can be known is known. */
    private static void learn(SimulatedFleet fleet, TargetsFile targets) throws Exception {
        try (CollectorService collector = collector(targets)) {
            int bmcs = fleet.bmcs().size();
            Await.until("all reachable", () -> collector.snapshot().reachable() == bmcs);
            Await.until(
                    "memory", () -> memories().stream().filter(RestartIT::isWhole).count() == bmcs);
            Await.until(
                    "parts",
                    () ->
                            broker.latest(broker.topics().logPositions()).values().stream()
                                            .filter(position -> position.getParts() != null)
                                            .count()
                                    == bmcs);
        }
    }

    private static boolean isWhole(BmcMemory memory) {
        return memory.getRedfish() == null
                ? memory.getIpmi() != null && memory.getIpmi().getDcmi() != null
                : memory.getRedfish().getLogs() != null;
    }

    private static void pollOnce(SimulatedFleet fleet, TargetsFile targets) throws Exception {
        try (CollectorService collector = collector(targets)) {
            Await.until(
                    "all BMCs reachable",
                    () -> collector.snapshot().reachable() == fleet.bmcs().size());
        }
    }

    @Test
    void asksNoBmcForItsSensorDataRecordsAgain() throws Exception {
        try (SimulatedFleet fleet = SimulatedFleet.start(FleetOptions.of(6, 42))) {
            TargetsFile targets = publish(fleet);
            learn(fleet, targets);
            for (SimulatedBmc bmc : fleet.bmcs()) {
                System.out.printf("first poll of %s: %s%n", bmc.model(), bmc.ipmiAsked());
                assertThat(bmc.ipmiAsked().count(Kind.SDR)).isGreaterThan(20);
                assertThat(bmc.ipmiAsked().count(Kind.THRESHOLDS)).isPositive();
                bmc.ipmiAsked().reset();
            }
            pollOnce(fleet, targets);
            for (SimulatedBmc bmc : fleet.bmcs()) {
                Tally asked = bmc.ipmiAsked();
                System.out.printf("after a restart %s: %s%n", bmc.model(), asked);
                assertThat(asked.count(Kind.SDR)).isBetween(1L, (long) CHECKS);
                assertThat(asked.count(Kind.LOGIN)).isEqualTo(HANDSHAKE);
                assertThat(asked.count(Kind.LOG)).isLessThanOrEqualTo(2);
                assertThat(asked.count(Kind.THRESHOLDS, Kind.FRU)).isZero();
                assertThat(asked.count(Kind.READING)).isPositive();
            }
        }
        List<BmcMemory> memories = memories();
        List<SdrRepository> repositories = broker.committed(broker.topics().sdrRepositories());
        System.out.printf(
                "bmc-memory: %s bytes; %d SDR repositories%n",
                memories.stream().map(RestartIT::size).toList(), repositories.size());
        assertThat(memories).allSatisfy(one -> assertThat(size(one)).isLessThan(1_000));
    }

    @Test
    void asksNoBmcAgainHowItIsReadOverRedfish() throws Exception {
        try (SimulatedFleet fleet =
                SimulatedFleet.start(FleetOptions.of(6, 42).withProtocols(Protocols.REDFISH))) {
            TargetsFile targets = publish(fleet);
            learn(fleet, targets);
            long first = 0;
            for (SimulatedBmc bmc : fleet.bmcs()) {
                System.out.printf("first poll of %s: %s%n", bmc.model(), bmc.redfishAsked());
                first += bmc.redfishAsked().count(Kind.RESOURCE);
                bmc.redfishAsked().reset();
            }
            pollOnce(fleet, targets);
            long again = 0;
            for (SimulatedBmc bmc : fleet.bmcs()) {
                System.out.printf("after a restart %s: %s%n", bmc.model(), bmc.redfishAsked());
                again += bmc.redfishAsked().count(Kind.RESOURCE);
            }
            System.out.printf("resources read: %d, after a restart %d%n", first, again);
            System.out.printf(
                    "bmc-memory: %s bytes%n", memories().stream().map(RestartIT::size).toList());
            assertThat(again).isLessThan(first / 4);
        }
    }

    @Test
    void keepsNoSecretAndForgetsABmcThatIsNoMore() throws Exception {
        try (SimulatedFleet fleet =
                SimulatedFleet.start(FleetOptions.of(3, 42).withMixedProtocols())) {
            TargetsFile targets = publish(fleet);
            try (CollectorService collector = collector(targets)) {
                Await.until("all BMCs reachable", () -> collector.snapshot().reachable() == 3);
                Await.until("memory", () -> memories().size() == 3);
                assertThat(memories())
                        .allSatisfy(one ->
                                assertThat(text(one)).doesNotContain(fleet.options().password()));
                publisher().publish(List.of());
                Await.until("no memory", () -> memories().isEmpty());
            }
        }
    }

    private static String text(BmcMemory memory) {
        return StandardCharsets.ISO_8859_1.decode(encoded(memory)).toString();
    }

    private static int size(BmcMemory memory) {
        return encoded(memory).remaining();
    }

    private static ByteBuffer encoded(BmcMemory memory) {
        try {
            return BmcMemory.getEncoder().encode(memory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<BmcMemory> memories() {
        return List.copyOf(broker.latest(broker.topics().bmcMemory()).values());
    }
}
