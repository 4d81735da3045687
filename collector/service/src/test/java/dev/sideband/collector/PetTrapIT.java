package dev.sideband.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.EventKind;
import dev.sideband.collector.inventory.TargetsFile;
import dev.sideband.collector.inventory.TargetsPublisher;
import dev.sideband.collector.pet.PetOptions;
import dev.sideband.collector.pet.Traps;
import dev.sideband.simulator.FleetOptions;
import dev.sideband.simulator.SimulatedBmc;
import dev.sideband.simulator.SimulatedFleet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

/** A trap brings a BMC's record to the topic long before the next poll would. */
class PetTrapIT {
    /** Far longer than the test waits for anything. */
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    @TempDir Path dir;

    @Test
    void publishesARecordSoonerWhenATrapComes() throws Exception {
        try (Broker broker = Broker.start(dir.resolve("broker"));
                SimulatedFleet fleet = SimulatedFleet.start(FleetOptions.of(1, 42))) {
            broker.freshTopics();
            Path file = dir.resolve("targets.yaml");
            fleet.writeTargets(file, INTERVAL);
            TargetsFile targets = TargetsFile.read(file);
            new TargetsPublisher(broker.clients(), broker.topics(), broker.registry())
                    .publish(targets.targets());
            SimulatedBmc bmc = fleet.bmcs().getFirst();
            try (CollectorService collector =
                    CollectorService.start(
                            broker.config(targets.credentials())
                                    .withPetTraps(new PetOptions("127.0.0.1", 0)))) {
                Await.until("the first poll", () -> collector.snapshot().polls() == 1);
                assertThat(collector.snapshot().reachable()).isEqualTo(1);
                int before = bmc.selRecordsAdded().size();
                long polls = collector.snapshot().polls();
                bmc.failFan(0);
                Await.until("a record", () -> bmc.selRecordsAdded().size() > before);
                int there = bmc.selRecordsAdded().size();
                int port = collector.petReceiver().orElseThrow().port();
                Traps.send(bmc.host(), port, Traps.trap(1));
                Await.until("it on the topic", () -> records(broker) >= there);
                assertThat(collector.snapshot().polls()).as("no poll was due").isEqualTo(polls);
            }
        }
    }

    private static long records(Broker broker) {
        return broker.committed(broker.topics().events()).stream()
                .filter(event -> event.getKind() == EventKind.RECORD)
                .count();
    }
}
