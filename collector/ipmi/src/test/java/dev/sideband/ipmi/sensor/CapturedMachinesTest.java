package dev.sideband.ipmi.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sideband.ipmi.sdr.Captures;
import dev.sideband.ipmi.sdr.SdrRecord;
import dev.sideband.ipmi.sdr.SensorKey;
import dev.sideband.ipmi.sdr.SensorRecord;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every sensor of the captured machines reads as two independent programs print it. */
class CapturedMachinesTest {
    private static final Map<String, String> UNITS =
            Map.of("C", "Cel", "RPM", "{rpm}", "CFM", "[cft_i]/min");

    static List<String> machines() {
        return Captures.machines();
    }

    @ParameterizedTest
    @MethodSource("machines")
    void readsEverySensorAsItsOraclesDo(String machine) throws Exception {
        List<SdrRecord> records = Captures.records(machine);
        JsonNode readings = Captures.json("machines/" + machine + ".json").get("readings");
        JsonNode expected = Captures.json("machines/" + machine + ".expected.json").get("records");
        var reader = new SensorReader(new CapturedBmc(readings).client());
        Map<SensorKey, IpmiSensor> sensors =
                IpmiSensor.from(records).stream()
                        .collect(Collectors.toMap(IpmiSensor::key, Function.identity()));
        int compared = 0;
        for (int i = 0; i < records.size(); i++) {
            if (records.get(i) instanceof SensorRecord record) {
                var oracle = new Oracle(machine, expected.get(i));
                IpmiSensor sensor = sensors.get(record.key());
                assertThat(sensor).as(oracle.toString()).isNotNull();
                oracle.compareDescription(sensor);
                if (sensor.readability() == Readability.READABLE) {
                    oracle.compareReading(reader.read(sensor), reader.thresholds(sensor));
                } else {
                    // Controllers behind the BMC were not captured, and nobody asks software.
                    assertThat(oracle.freeipmi().path("reading").asText("N/A")).isEqualTo("N/A");
                }
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(50);
        System.out.printf("%s: %d sensors as expected%n", machine, compared);
    }

    /** What the two programs say of one record. */
    private record Oracle(String machine, JsonNode said) {
        void compareDescription(IpmiSensor sensor) {
            if (!freeipmi().path("type").asText("OEM").startsWith("OEM")) {
                assertThat(Comparison.words(sensor.sensorTypeText()))
                        .as(toString())
                        .isEqualTo(Comparison.words(freeipmi().get("type").asText()));
            }
            if (said.has("name")) {
                assertThat(sensor.name())
                        .as(toString())
                        .startsWith(said.get("name").asText().strip());
            }
        }

        void compareReading(SensorObservation observation, Thresholds thresholds) {
            if (said.path("ipmitool").path(4).asText().equals("Disabled")) {
                assertThat(observation.quality()).as(toString()).isEqualTo(Quality.SCANNING_OFF);
                return;
            }
            assertThat(observation.quality()).as(toString()).isEqualTo(Quality.GOOD);
            if (said.has("value")) {
                String unit = freeipmi().get("units").asText();
                assertThat(observation.number())
                        .as(toString())
                        .isCloseTo(said.get("value").asDouble(), within(0.0051));
                assertThat(observation.sensor().unit())
                        .as(toString())
                        .isEqualTo(UNITS.getOrDefault(unit, unit));
                compareThresholds(thresholds, freeipmi().get("thresholds"));
            }
            compareStates(observation, freeipmi().path("event").asText());
        }

        private JsonNode freeipmi() {
            return said.path("freeipmi");
        }

        private void compareThresholds(Thresholds t, JsonNode expected) {
            compareThreshold(t.lnr(), expected.get("lnr"));
            compareThreshold(t.lcr(), expected.get("lcr"));
            compareThreshold(t.lnc(), expected.get("lnc"));
            compareThreshold(t.unc(), expected.get("unc"));
            compareThreshold(t.ucr(), expected.get("ucr"));
            compareThreshold(t.unr(), expected.get("unr"));
        }

        private void compareThreshold(OptionalDouble ours, JsonNode theirs) {
            if (theirs.asText().equals("N/A")) {
                assertThat(ours).as(toString()).isEmpty();
            } else {
                assertThat(ours.orElse(Double.NaN))
                        .as(toString())
                        .isCloseTo(Double.parseDouble(theirs.asText()), within(0.0051));
            }
        }

        private void compareStates(SensorObservation observation, String event) {
            if (observation.sensor().hasThresholdStates()) {
                assertThat(Comparison.thresholdEvent(observation)).as(toString()).isEqualTo(event);
            } else if (!event.contains("OEM") && !event.equals("N/A")) {
                List<String> theirs = Comparison.texts(event);
                List<String> ours =
                        observation.stateTexts().stream().map(Comparison::words).toList();
                assertThat(ours).as(toString()).hasSameSizeAs(theirs);
                for (int i = 0; i < ours.size(); i++) {
                    // FreeIPMI gives both words where the standard has two for one state.
                    assertThat(theirs.get(i)).as(toString()).endsWith(ours.get(i));
                }
            }
        }

        @Override
        public String toString() {
            return machine + " " + said;
        }
    }
}
