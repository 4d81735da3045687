package dev.sideband.simulator.redfish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.redfish.client.ClientOptions;
import dev.sideband.redfish.client.Credentials;
import dev.sideband.redfish.client.HttpPort;
import dev.sideband.redfish.client.RedfishAddress;
import dev.sideband.redfish.client.RedfishSession;
import dev.sideband.redfish.client.Trust;
import dev.sideband.redfish.discovery.ServiceTree;
import dev.sideband.redfish.inventory.Inventory;
import dev.sideband.redfish.inventory.InventoryReader;
import dev.sideband.redfish.inventory.Kind;
import dev.sideband.redfish.log.HardwareLog;
import dev.sideband.redfish.log.LogServices;
import dev.sideband.redfish.sensor.RedfishReading;
import dev.sideband.redfish.sensor.RedfishReadings;
import dev.sideband.redfish.sensor.SensorKind;
import dev.sideband.redfish.sensor.SensorReader;
import dev.sideband.simulator.FleetOptions;
import dev.sideband.simulator.Protocols;
import dev.sideband.simulator.SimulatedBmc;
import dev.sideband.simulator.SimulatedFleet;
import dev.sideband.simulator.model.TrueReading;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The project's own Redfish client at every dialect: it finds all that the machine has. */
class OurClientIT {
    private static SimulatedFleet fleet;
    private static HttpPort port;

    @BeforeAll
    static void start() {
        Instant now = Instant.parse("2026-03-01T12:00:00Z");
        fleet =
                SimulatedFleet.start(
                        FleetOptions.of(6, 1)
                                .withClock(() -> now)
                                .withProtocols(Protocols.REDFISH));
        port = HttpPort.open();
    }

    @AfterAll
    static void stop() {
        port.close();
        fleet.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dell", "hpe", "lenovo", "huawei", "supermicro", "openbmc"})
    void eachSensorIsReadOnceAndAsItIs(String make) throws Exception {
        SimulatedBmc bmc = bmc(make);
        try (RedfishSession session = session(bmc)) {
            RedfishReadings found =
                    new SensorReader(session, InstantSource.system()).read(Duration.ofSeconds(20));
            Map<Integer, Double> truth = new HashMap<>();
            Map<String, Double> byName = new HashMap<>();
            for (TrueReading one : bmc.truth()) {
                one.value()
                        .ifPresent(value -> {
                            truth.put(one.number(), value);
                            byName.put(one.name().replace('_', ' '), value);
                        });
            }

            assertThat(found.problems()).isEmpty();
            Set<String> ids = new HashSet<>();
            int compared = 0;
            for (RedfishReading reading : found.readings()) {
                assertThat(ids.add(reading.sensor().id())).as(reading.sensor().id()).isTrue();
                Integer number = make.equals("hpe") ? null : reading.sensor().sensorNumber();
                Double expected =
                        number != null ? truth.get(number) : byName.get(reading.sensor().name());
                if (expected != null
                        && reading.value() != null
                        && reading.sensor().kind() != SensorKind.FAN) {
                    assertThat(reading.value())
                            .as(reading.sensor().name())
                            .isCloseTo(expected, Offset.offset(0.0011 + 0.001 * expected));
                    compared++;
                }
            }
            System.out.printf(
                    "%s: %d readings, %d compared with the machine, %s%n",
                    make, found.readings().size(), compared, kinds(found));
            assertThat(compared).isGreaterThan(10);
            assertThat(count(found, SensorKind.FAN)).isEqualTo(bmc.shape().fans());
        }
        assertThat(bmc.redfishSessions()).isZero();
    }

    private static Map<SensorKind, Long> kinds(RedfishReadings found) {
        Map<SensorKind, Long> counts = new HashMap<>();
        found.readings().forEach(one -> counts.merge(one.sensor().kind(), 1L, Long::sum));
        return counts;
    }

    private static long count(RedfishReadings found, SensorKind kind) {
        return kinds(found).getOrDefault(kind, 0L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dell", "hpe", "lenovo", "huawei", "supermicro", "openbmc"})
    void partsAndLogsAreFound(String make) throws Exception {
        SimulatedBmc bmc = bmc(make);
        try (RedfishSession session = session(bmc)) {
            ServiceTree tree = ServiceTree.read(session);
            Inventory inventory = new InventoryReader(session).read(tree);
            List<HardwareLog> logs = LogServices.find(session, tree).hardware();

            System.out.printf(
                    "%s: %d parts, logs %s%n",
                    make,
                    inventory.components().size(),
                    logs.stream().map(HardwareLog::id).toList());
            assertThat(tree.problems()).isEmpty();
            assertThat(inventory.unread()).isEmpty();
            assertThat(inventory.of(Kind.PROCESSOR)).hasSize(2);
            assertThat(inventory.of(Kind.MEMORY)).hasSize(4 * bmc.shape().dimmGroups());
            assertThat(inventory.of(Kind.DRIVE)).hasSize(bmc.shape().driveSlots());
            assertThat(inventory.of(Kind.POWER_SUPPLY)).hasSize(2);
            assertThat(logs).isNotEmpty();
        }
    }

    private static SimulatedBmc bmc(String make) {
        return fleet.bmcs().stream()
                .filter(one -> one.profile().name().equals(make))
                .findFirst()
                .orElseThrow();
    }

    private static RedfishSession session(SimulatedBmc bmc) {
        return new RedfishSession(
                port,
                RedfishAddress.parse("https://%s:%d".formatted(bmc.host(), bmc.port())),
                Credentials.of(
                        fleet.options().username(),
                        fleet.options().password().getBytes(StandardCharsets.UTF_8)),
                new Trust.Pinned(fleet.redfishFingerprint().orElseThrow().substring(7)),
                ClientOptions.DEFAULT);
    }
}
