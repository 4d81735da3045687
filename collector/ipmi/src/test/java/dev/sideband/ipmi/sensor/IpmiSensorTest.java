package dev.sideband.ipmi.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.sdr.Entity;
import dev.sideband.ipmi.sdr.SdrRecord;
import dev.sideband.ipmi.wire.Bytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

class IpmiSensorTest {
    private static final String INLET_TEMP =
            "030051013520000507017f680101853285321b0900010000010280c230000797c58bff00ffafaa0079830"
                    + "202000000ca496e6c65742054656d70";
    private static final String BACKPLANE =
            "560051022220009807016fc00d6f03000300ff01c000000382000000000000c744726976652030";
    private static final String EVENT_ONLY =
            "080051031c2000a20701010501000000d044434d4920546865726d204c696d6974";

    @Test
    void knowsAllThatItsRecordSays() {
        IpmiSensor sensor = sensors(INLET_TEMP).getFirst();
        assertThat(sensor.id()).isEqualTo("20.0.0.05");
        assertThat(sensor.name()).isEqualTo("Inlet Temp");
        assertThat(sensor.kind().word()).isEqualTo("temperature");
        assertThat(sensor.sensorTypeText()).isEqualTo("Temperature");
        assertThat(sensor.unit()).isEqualTo("Cel");
        assertThat(sensor.entity().text()).isEqualTo("system board");
        assertThat(sensor.thresholds())
                .isEqualTo(
                        new Thresholds(
                                OptionalDouble.empty(),
                                OptionalDouble.of(-7),
                                OptionalDouble.of(3),
                                OptionalDouble.of(42),
                                OptionalDouble.of(47),
                                OptionalDouble.empty()));
        assertThat(sensor.hysteresisUpper()).hasValue(2);
        assertThat(sensor.liveThresholds()).isTrue();
        assertThat(sensor.readable()).isTrue();
    }

    @Test
    void expandsASharedRecord() {
        List<IpmiSensor> drives = sensors(BACKPLANE);
        assertThat(drives)
                .extracting(IpmiSensor::id)
                .containsExactly("20.0.0.98", "20.0.0.99", "20.0.0.9a");
        assertThat(drives)
                .extracting(IpmiSensor::name)
                .containsExactly("Drive 0 2", "Drive 0 3", "Drive 0 4");
        assertThat(drives)
                .extracting(IpmiSensor::entity)
                .containsExactly(
                        new Entity(7, 1, false), new Entity(7, 2, false), new Entity(7, 3, false));
        assertThat(drives).extracting(IpmiSensor::kind).containsOnly(SensorKind.DISCRETE);
    }

    @Test
    void keepsTheRecordThatSaysMoreOfOneSensor() {
        String eventOnly = EVENT_ONLY.replaceFirst("2000a2", "200005");
        assertThat(sensors(eventOnly, INLET_TEMP, eventOnly))
                .singleElement()
                .extracting(IpmiSensor::name)
                .isEqualTo("Inlet Temp");
    }

    @Test
    void whatOnlySendsEventsIsNotReadable() {
        IpmiSensor sensor = sensors(EVENT_ONLY).getFirst();
        assertThat(sensor.readability()).isEqualTo(Readability.EVENT_ONLY);
        assertThat(sensor.readable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "200005, READABLE",
        "200305, READABLE",
        "206005, BRIDGED",
        "2c6005, BRIDGED",
        "820005, BRIDGED",
        "b10005, SOFTWARE",
        "330005, SOFTWARE",
    })
    void onlyTheBmcsOwnSensorsAreReadable(String key, Readability readability) {
        String hex = INLET_TEMP.replaceFirst("200005", key);
        assertThat(sensors(hex).getFirst().readability()).isEqualTo(readability);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "3, W, Pwr, POWER",
                "3, A, Amps, CURRENT",
                "4, {rpm}, Fan, FAN",
                "4, none, Fan, FAN",
                "4, %, Fan PWM, FAN",
                "1, %, Therm Ctrl, PERCENTAGE",
                "11, %, Rack Humidity, HUMIDITY",
                "11, [cft_i]/min, Airflow, OTHER",
                "2, V, Vcore, VOLTAGE",
                "1, K, T, TEMPERATURE",
                "11, J, E, ENERGY",
                "11, Hz, F, FREQUENCY",
                "1, none, T, TEMPERATURE",
            })
    void theUnitSaysMoreThanTheSensorType(
            int sensorType, String unit, String name, SensorKind kind) {
        assertThat(SensorKind.of(sensorType, unit, name)).isEqualTo(kind);
    }

    @Test
    void aDiscreteSensorInAFullRecordHasNoValue() {
        String hex = INLET_TEMP.replaceFirst("0101853285321b09", "086f0b000b000b00");
        IpmiSensor sensor = sensors(hex).getFirst();
        assertThat(sensor.kind()).isEqualTo(SensorKind.DISCRETE);
        assertThat(sensor.hasValue()).isFalse();
        assertThat(sensor.unit()).isNull();
        assertThat(sensor.thresholds().isEmpty()).isTrue();
    }

    @Test
    void withoutThresholdSupportThereIsNoThreshold() {
        String hex = INLET_TEMP.replaceFirst("7f68", "7f50");
        IpmiSensor sensor = sensors(hex).getFirst();
        assertThat(sensor.thresholds()).isEqualTo(Thresholds.NONE);
        assertThat(sensor.liveThresholds()).isFalse();
    }

    private static List<IpmiSensor> sensors(String... hex) {
        return IpmiSensor.from(
                Stream.of(hex).map(record -> SdrRecord.decode(Bytes.fromHex(record))).toList());
    }
}
