package dev.sideband.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Quality;
import dev.sideband.avro.Side;
import dev.sideband.avro.Source;
import dev.sideband.avro.ThresholdStatus;
import dev.sideband.collector.probe.SensorDescriptor.Address;
import dev.sideband.redfish.discovery.Vendor;
import dev.sideband.redfish.sensor.RedfishSensor;
import dev.sideband.redfish.sensor.SensorKind;
import dev.sideband.redfish.sensor.Thresholds;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

class JoinedSensorsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final JoinedSensors joined = new JoinedSensors();
    private final SensorDescriptor inlet = ipmi("20.0.0.5", "Inlet Temp", 5, "air inlet", 1);
    private final SensorDescriptor cpu = ipmi("20.0.0.e", "Temp", 14, "processor", 1);

    @Test
    void aSensorThatBothHaveIsThereOnceAndBehindItWhatOnlyOneHas() {
        RedfishSensor same = redfish("1.temperature.inlet", "System Board Inlet Temp", 5);
        RedfishSensor other = redfish("1.temperature.dimm", "Max DIMM Temperature", null);
        Observation both =
                join(
                        seen(good(inlet, 20.0), good(cpu, 40.0)),
                        List.of(same, other),
                        List.of(21.0, 30.0));

        assertThat(both.measurements())
                .extracting(one -> one.sensor().id())
                .containsExactlyInAnyOrder("20.0.0.5", "20.0.0.e", "1.temperature.dimm");
        assertThat(of(both, "20.0.0.5").value()).isEqualTo(20.0);
        assertThat(of(both, "20.0.0.5").health()).isEqualTo("OK");
        assertThat(both.catalogue()).hasSize(3);
    }

    @Test
    void redfishFillsWhatIpmiDoesNotTell() {
        Measurement silent = Measurement.missing(inlet, Quality.UNAVAILABLE, NOW);
        Observation both =
                join(
                        seen(silent),
                        List.of(redfish("1.temperature.inlet", "Inlet Temp", null)),
                        List.of(21.0));

        assertThat(both.measurements()).hasSize(1);
        assertThat(of(both, "20.0.0.5").value()).isEqualTo(21.0);
        assertThat(of(both, "20.0.0.5").source()).isEqualTo(Source.REDFISH);
    }

    @Test
    void theIdStaysWhileIpmiIsSilent() {
        List<RedfishSensor> sensors = List.of(redfish("1.temperature.inlet", "Inlet Temp", 5));
        join(seen(good(inlet, 20.0), good(cpu, 40.0)), sensors, List.of(21.0));
        Observation alone = join(null, sensors, List.of(22.0));

        assertThat(alone.measurements()).hasSize(2);
        assertThat(of(alone, "20.0.0.5").value()).isEqualTo(22.0);
        assertThat(of(alone, "20.0.0.e").quality()).isEqualTo(Quality.STALE);
        assertThat(alone.catalogue()).hasSize(2);
    }

    @Test
    void numbersOfAVendorThatCountsItsOwnJoinNothing() {
        RedfishSensor exhaust = redfish("1.temperature.exhaust", "05-Sys Exhaust", 5);
        var pairs = SensorPairs.find(List.of(inlet), List.of(exhaust), Vendor.HPE);
        assertThat(pairs).isEmpty();
        assertThat(SensorPairs.find(List.of(inlet), List.of(exhaust), Vendor.DELL))
                .containsEntry("1.temperature.exhaust", "20.0.0.5");
    }

    private Observation join(
            @Nullable Observation ipmi, List<RedfishSensor> sensors, List<Double> values) {
        var descriptors = new RedfishDescriptors();
        List<SensorDescriptor> catalogue = descriptors.catalogue(sensors);
        List<Measurement> measurements =
                IntStream.range(0, values.size())
                        .mapToObj(n ->
                                new Measurement(
                                        catalogue.get(n),
                                        values.get(n),
                                        Quality.GOOD,
                                        ThresholdStatus.OK,
                                        Side.NONE,
                                        List.of(),
                                        NOW,
                                        "OK",
                                        Source.REDFISH))
                        .toList();
        return joined.join(
                ipmi,
                new Observation(measurements, catalogue, BmcIdentity.NOT_TOLD, null),
                sensors,
                Vendor.DELL,
                NOW);
    }

    private static Measurement of(Observation seen, String id) {
        return seen.measurements().stream()
                .filter(one -> Objects.equals(one.sensor().id(), id))
                .findFirst()
                .orElseThrow();
    }

    private static Observation seen(Measurement... measurements) {
        return new Observation(
                List.of(measurements),
                List.of(measurements).stream().map(Measurement::sensor).toList(),
                BmcIdentity.NOT_TOLD,
                null);
    }

    private static Measurement good(SensorDescriptor sensor, double value) {
        return new Measurement(
                sensor, value, Quality.GOOD, ThresholdStatus.OK, Side.NONE, List.of(), NOW);
    }

    private static SensorDescriptor ipmi(
            String id, String name, int number, String entity, int instance) {
        return new SensorDescriptor(
                id,
                name,
                "temperature",
                "Cel",
                new Address(0x20, 0, 0, number),
                entity,
                instance,
                SensorDescriptor.Thresholds.NONE);
    }

    private static RedfishSensor redfish(String id, String name, @Nullable Integer number) {
        return new RedfishSensor(
                id,
                name,
                SensorKind.TEMPERATURE,
                "Cel",
                "/redfish/v1/Chassis/1/Thermal#/Temperatures/0",
                null,
                null,
                number,
                Thresholds.NONE);
    }
}
