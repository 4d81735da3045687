package dev.sideband.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Component;
import dev.sideband.avro.Event;
import dev.sideband.avro.EventKind;
import dev.sideband.avro.Source;
import dev.sideband.avro.Target;
import dev.sideband.collector.inventory.TargetsFile;
import dev.sideband.collector.inventory.TargetsPublisher;
import dev.sideband.simulator.FleetOptions;
import dev.sideband.simulator.SimulatedBmc;
import dev.sideband.simulator.SimulatedFleet;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The parts of a mixed fleet: of BMCs that speak IPMI, Redfish, or both. */
class InventoryIT {
    private static final int BMCS = 6;

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

    @Test
    void saysEachPartOnceWhateverItsBmcSpeaks() throws Exception {
        broker.freshTopics();
        try (SimulatedFleet fleet =
                SimulatedFleet.start(FleetOptions.of(BMCS, 42).withMixedProtocols())) {
            Path file = dir.resolve("targets.yaml");
            fleet.writeTargets(file, Duration.ofSeconds(2));
            TargetsFile targets = TargetsFile.read(file);
            new TargetsPublisher(broker.clients(), broker.topics(), broker.registry())
                    .publish(targets.targets());
            try (CollectorService _ =
                    CollectorService.start(broker.config(targets.credentials()))) {
                Await.until("systems of all", () -> systems().size() == BMCS);
            }
        }
        Map<String, Set<Source>> sources =
                parts().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Component::getTarget,
                                        Collectors.mapping(
                                                Component::getSource, Collectors.toSet())));
        System.out.printf("inventory: %d parts, sources %s%n", parts().size(), sources);
        assertThat(sources.values())
                .anySatisfy(of -> assertThat(of).containsExactly(Source.IPMI))
                .anySatisfy(of -> assertThat(of).contains(Source.REDFISH));
        assertThat(parts())
                .extracting(part -> part.getTarget() + "/" + part.getComponent())
                .doesNotHaveDuplicates();
        assertThat(parts())
                .filteredOn(part -> part.getSource() == Source.REDFISH)
                .allSatisfy(part -> assertThat(part.getResource()).startsWith("/redfish/v1/"));
    }

    @Test
    void announcesAPartThatWasReplacedWhileNoCollectorRan() throws Exception {
        broker.freshTopics();
        try (SimulatedFleet fleet =
                SimulatedFleet.start(FleetOptions.of(3, 42).withMixedProtocols())) {
            Path file = dir.resolve("swap.yaml");
            fleet.writeTargets(file, Duration.ofSeconds(2));
            TargetsFile targets = TargetsFile.read(file);
            new TargetsPublisher(broker.clients(), broker.topics(), broker.registry())
                    .publish(targets.targets());
            try (CollectorService _ =
                    CollectorService.start(broker.config(targets.credentials()))) {
                Await.until("parts of all", () -> seen() == fleet.bmcs().size());
            }
            assertThat(changes()).as("at first sight").isEmpty();
            for (SimulatedBmc bmc : fleet.bmcs()) {
                bmc.replacePsu(1);
                bmc.replaceDrive(0);
            }
            look(targets, "1");
            look(targets, "2");
        }
        System.out.printf(
                "changes of parts: %s%n", changes().stream().map(Event::getEvent).toList());
        assertThat(changes()).extracting(Event::getEventId).doesNotHaveDuplicates();
        assertThat(changes())
                .allSatisfy(event -> {
                    assertThat(event.getPartChange()).isEqualTo("replaced");
                    assertThat(event.getPartBefore()).contains("serial number");
                    assertThat(event.getPartAfter()).contains("serial number N1");
                })
                .as("a drive by Redfish, a power supply by IPMI alone")
                .hasSize(3);
    }

    /** A collector reads all parts again when something else is written about a target. */
    private static void look(TargetsFile targets, String label) throws Exception {
        try (CollectorService collector =
                CollectorService.start(broker.config(targets.credentials()))) {
            int bmcs = targets.targets().size();
            Await.until("all reachable", () -> collector.snapshot().reachable() == bmcs);
            int before = parts().size();
            int all = broker.latest(broker.topics().inventory()).size();
            new TargetsPublisher(broker.clients(), broker.topics(), broker.registry())
                    .publish(
                            targets.targets().stream()
                                    .map(target ->
                                            Target.newBuilder(target)
                                                    .setLabels(Map.of("look", label))
                                                    .build())
                                    .toList());
            Await.until("all parts again", () -> parts().size() >= before + all);
        }
    }

    private static long seen() {
        return broker.latest(broker.topics().logPositions()).values().stream()
                .filter(position -> position.getParts() != null)
                .count();
    }

    private static List<Event> changes() {
        return broker.committed(broker.topics().events()).stream()
                .filter(event -> event.getKind() == EventKind.PART_CHANGED)
                .toList();
    }

    private static List<Component> parts() {
        return broker.committed(broker.topics().inventory());
    }

    private static Set<String> systems() {
        return parts().stream()
                .filter(part -> part.getKind().equals("system"))
                .map(Component::getTarget)
                .collect(Collectors.toSet());
    }
}
