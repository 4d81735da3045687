package dev.sideband.collector.share;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Event;
import dev.sideband.avro.EventKind;
import dev.sideband.collector.Await;
import dev.sideband.collector.Broker;
import dev.sideband.collector.CollectorConfig;
import dev.sideband.collector.CollectorService;
import dev.sideband.collector.inventory.TargetsFile;
import dev.sideband.collector.inventory.TargetsPublisher;
import dev.sideband.simulator.FleetOptions;
import dev.sideband.simulator.SimulatedBmc;
import dev.sideband.simulator.SimulatedFleet;
import dev.sideband.simulator.model.SelRecord;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Two collectors that share the BMCs of one broker. */
class HandOverIT {
    private static final int BMCS = 12;

    @TempDir Path dir;
    private Broker broker;
    private SimulatedFleet fleet;
    private TargetsFile targets;

    @BeforeEach
    void start() throws Exception {
        broker = Broker.start(dir.resolve("broker"));
        broker.freshTopics();
        fleet = SimulatedFleet.start(FleetOptions.of(BMCS, 42));
        Path file = dir.resolve("targets.yaml");
        fleet.writeTargets(file, Duration.ofSeconds(1));
        targets = TargetsFile.read(file);
        new TargetsPublisher(broker.clients(), broker.topics(), broker.registry())
                .publish(targets.targets());
    }

    @AfterEach
    void stop() {
        fleet.close();
        broker.close();
    }

    private CollectorService collector(String id) throws Exception {
        CollectorConfig config = broker.config(targets.credentials());
        return CollectorService.start(
                new CollectorConfig(
                        config.bootstrapServers(),
                        config.registryUrl(),
                        config.topics(),
                        id,
                        config.credentials(),
                        Map.of()));
    }

    private static int polled(CollectorService collector) {
        return collector.snapshot().reachable();
    }

    private int sessions() {
        return fleet.bmcs().stream().mapToInt(bmc -> bmc.ipmiSessions().count()).sum();
    }

    @Test
    void eachBmcIsPolledByOneOfThemAndHandedOverWithoutASecondSession() throws Exception {
        try (CollectorService second = collector("second")) {
            try (CollectorService first = collector("first")) {
                Await.until(
                        "both poll their share",
                        () ->
                                polled(first) + polled(second) == BMCS
                                        && polled(first) > 0
                                        && polled(second) > 0);
                assertThat(first.snapshot().states().keySet())
                        .doesNotContainAnyElementsOf(second.snapshot().states().keySet());
                fleet.bmcs().forEach(bmc -> bmc.logCorrectedError(1));
            }
            long closed = System.nanoTime();
            Await.until("all with the other", () -> polled(second) == BMCS);
            System.out.printf(
                    "handed over within %d ms, %d sessions for %d BMCs%n",
                    Duration.ofNanos(System.nanoTime() - closed).toMillis(), sessions(), BMCS);
            fleet.bmcs().forEach(bmc -> bmc.logCorrectedError(2));
            for (SimulatedBmc bmc : fleet.bmcs()) {
                everyRecordIsThereOnce(bmc);
            }
        }
        assertThat(fleet.bmcs())
                .as("an older session was never used beside a younger one")
                .allSatisfy(bmc -> assertThat(bmc.ipmiSessions().longestBeside()).isZero());
    }

    @Test
    void ofTwoWithOneIdTheLaterPollsAndTheEarlierWaits() throws Exception {
        try (CollectorService earlier = collector("same")) {
            Await.until("polled by the earlier", () -> polled(earlier) == BMCS);
            try (CollectorService later = collector("same")) {
                Await.until("polled by the later", () -> polled(later) == BMCS);
                Await.until("by it alone", () -> earlier.snapshot().targets() == 0);
            }
            Await.until("polled by the earlier again", () -> polled(earlier) == BMCS);
        }
        assertThat(broker.committed(broker.topics().events()))
                .extracting(Event::getEventId)
                .doesNotHaveDuplicates();
    }

    private void everyRecordIsThereOnce(SimulatedBmc bmc) throws Exception {
        List<String> added =
                bmc.selRecordsAdded().stream().map(SelRecord::bytes).map(Object::toString).toList();
        Await.until("records of " + bmc, () -> onTopic(bmc.id()).size() >= added.size());
        assertThat(onTopic(bmc.id()).subList(0, added.size())).isEqualTo(added);
    }

    private List<String> onTopic(String target) {
        return broker.committed(broker.topics().events()).stream()
                .filter(event -> event.getTarget().equals(target))
                .filter(event -> event.getKind() == EventKind.RECORD)
                .map(event -> hex(event.getRaw()))
                .toList();
    }

    private static String hex(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return HexFormat.of().formatHex(copy);
    }
}
