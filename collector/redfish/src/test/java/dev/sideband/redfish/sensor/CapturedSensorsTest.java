package dev.sideband.redfish.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.redfish.client.CapturedTree;
import dev.sideband.redfish.client.RecordedMachine;
import dev.sideband.redfish.resource.ResourcePath;
import dev.sideband.redfish.sensor.RawDocuments.Quantity;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Every recorded machine, against its raw documents and against the table that is kept. */
class CapturedSensorsTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH.plusSeconds(1));

    @Test
    void nothingIsMissingNothingIsThereTwiceAndNothingAbsentHasAValue() throws Exception {
        int checked = 0;
        for (String name : CapturedTree.names()) {
            var machine = new RecordedMachine(name);
            List<RedfishReading> readings = new SensorReader(machine, CLOCK).read().readings();
            List<Quantity> raw = RawDocuments.of(machine.folder());
            Set<String> ids = new HashSet<>();
            for (RedfishReading reading : readings) {
                assertThat(ids.add(reading.sensor().id())).as(name + reading.sensor()).isTrue();
            }
            isComplete(name, readings, raw);
            isThere(name, readings, machine);
            isOnceEach(name, readings, raw);
            for (Quantity quantity : raw) {
                if (quantity.absent()) {
                    assertThat(readings)
                            .as(name + " " + quantity)
                            .noneMatch(r -> isOf(r, quantity) && r.value() != null);
                }
            }
            checked += raw.size();
        }
        System.out.printf("quantities of raw documents checked: %d%n", checked);
        assertThat(checked).isGreaterThan(2000);
    }

    /** A Sensor that a reading is said to be of was recorded, alone or in its collection. */
    private static void isThere(String name, List<RedfishReading> readings, RecordedMachine machine)
            throws Exception {
        for (RedfishReading reading : readings) {
            String path = reading.sensor().resource();
            if (machine.isWhole() && path.matches("[^#]*/Sensors/[^/#]+")) {
                Path folder = machine.folder().resolve(path.substring(1));
                Path file = folder.resolve("index.json");
                Path list = folder.resolveSibling("index.json");
                assertThat(Files.exists(file) || Files.readString(list).contains(path + '"'))
                        .as("%s: %s", name, reading)
                        .isTrue();
            }
        }
    }

    /** Every number of a document is a reading's, or that of the same quantity elsewhere. */
    private static void isComplete(String name, List<RedfishReading> readings, List<Quantity> raw) {
        List<Quantity> missing = new ArrayList<>();
        for (Quantity quantity : raw) {
            boolean told =
                    quantity.absent()
                            || readings.stream().anyMatch(r -> isOf(r, quantity))
                            || (quantity.property().matches("Reading|LineInputVoltage")
                                    && readings.stream().anyMatch(r -> isNear(r, quantity)));
            if (!told) {
                missing.add(quantity);
            }
        }
        assertThat(missing).as(name).isEmpty();
    }

    /** As many readings of Thermal and Power come of a name as there are items of that name. */
    private static void isOnceEach(String name, List<RedfishReading> readings, List<Quantity> raw) {
        Map<String, Integer> times = new TreeMap<>();
        for (Quantity quantity : raw) {
            times.merge(key(quantity), 1, Integer::sum);
        }
        for (Quantity quantity : raw) {
            long told =
                    readings.stream()
                            .filter(r -> kindOf(quantity) == r.sensor().kind())
                            .filter(r -> isOf(r, quantity))
                            .count();
            int wanted = Objects.requireNonNull(times.get(key(quantity)));
            assertThat(told).as(name + " " + quantity).isLessThanOrEqualTo(wanted);
        }
    }

    /** Supplies have names of our making: there the value tells how many are meant. */
    private static String key(Quantity quantity) {
        String which =
                quantity.array().equals("PowerSupplies")
                        ? Double.toString(quantity.value())
                        : quantity.name();
        return quantity.document() + "|" + quantity.property() + "|" + which;
    }

    private static boolean isOf(RedfishReading reading, Quantity quantity) {
        String resource = ResourcePath.of(reading.sensor().resource()).key();
        String document = ResourcePath.of(quantity.document()).key();
        if (quantity.property().equals("Reading") && quantity.document().contains("/Sensors/")) {
            return resource.equals(document);
        }
        String chassis = ResourcePath.of(quantity.chassis()).key() + "/";
        if (!resource.startsWith(chassis) || resource.matches(".*/sensors/[^/]+")) {
            return false;
        }
        String named =
                switch (quantity.property()) {
                    case "PowerInputWatts" -> "Input Power";
                    case "PowerOutputWatts" -> "Output Power";
                    case "LineInputVoltage" -> "Input Voltage";
                    default -> "";
                };
        Double value = reading.value();
        boolean near = value == null ? named.isEmpty() : Math.abs(value - quantity.value()) < 1e-9;
        boolean mine =
                reading.sensor().kind() == kindOf(quantity)
                        && (named.isEmpty()
                                ? reading.sensor().name().equals(quantity.name())
                                        || (quantity.name().isEmpty()
                                                && resource.contains(
                                                        quantity.array().toLowerCase(Locale.ROOT)))
                                : reading.sensor().name().endsWith(named));
        return mine && (near || quantity.absent());
    }

    private static SensorKind kindOf(Quantity quantity) {
        return switch (quantity.property()) {
            case "ReadingCelsius" -> SensorKind.TEMPERATURE;
            case "ReadingVolts", "LineInputVoltage" -> SensorKind.VOLTAGE;
            case "PowerConsumedWatts", "PowerInputWatts", "PowerOutputWatts" -> SensorKind.POWER;
            default ->
                    quantity.document().contains("/Sensors/") ? SensorKind.OTHER : SensorKind.FAN;
        };
    }

    /** A Sensor that another document tells of as well, with a value of nearly the same moment. */
    private static boolean isNear(RedfishReading reading, Quantity quantity) {
        Double value = reading.value();
        boolean unit =
                quantity.property().equals("LineInputVoltage")
                        ? reading.sensor().kind() == SensorKind.VOLTAGE
                        : Objects.equals(reading.sensor().unit(), quantity.units())
                                || quantity.units().isEmpty()
                                || quantity.units().matches("(?i)c|rpm|watts");
        return value != null
                && unit
                && !reading.sensor().resource().contains("/Sensors/")
                && Math.abs(value - quantity.value()) <= Math.max(4, Math.abs(value) * 0.2);
    }

    @Test
    void idsStayWhenTheSameMachineIsReadAnew() throws Exception {
        for (String name : CapturedTree.names()) {
            var machine = new RecordedMachine(name);
            var clock = new SteppingClock();
            var reader = new SensorReader(machine, clock);
            List<String> first = ids(reader.read());
            clock.advance(Duration.ofMinutes(6));
            List<String> again = ids(reader.read());
            List<String> fresh = ids(new SensorReader(machine, clock).read());
            assertThat(again).as(name).isEqualTo(first);
            assertThat(fresh).as(name).isEqualTo(first);
        }
    }

    private static List<String> ids(RedfishReadings readings) {
        return readings.sensors().stream().map(RedfishSensor::id).toList();
    }
}
