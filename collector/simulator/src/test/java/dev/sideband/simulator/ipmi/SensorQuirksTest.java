package dev.sideband.simulator.ipmi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.sensor.Quality;
import dev.sideband.ipmi.sensor.SensorObservation;
import dev.sideband.ipmi.sensor.ThresholdStatus;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/** Readings that are none, or not as they should be, and what our client makes of them. */
class SensorQuirksTest {
    @ParameterizedTest
    @CsvSource({
        "NO_READING_NOT_PRESENT, ABSENT",
        "NO_READING_OUT_OF_RANGE, ABSENT",
        "NO_READING_NO_DESTINATION, ABSENT",
        "NO_READING_ILLEGAL, UNAVAILABLE",
        "NO_READING_NO_RESPONSE, UNAVAILABLE",
        "NO_READING_NOT_NOW, UNAVAILABLE",
        "NO_READING_UNSPECIFIED, UNAVAILABLE",
        "EMPTY_READING, DECODE_ERROR",
        "UNAVAILABLE, UNAVAILABLE",
        "SCANNING_OFF, SCANNING_OFF"
    })
    void hasNoReadingWhereThereIsNone(SensorQuirk quirk, Quality quality) throws Exception {
        assertThat(QuirkyBmc.with(quirk).readSensors())
                .isNotEmpty()
                .allSatisfy(one -> {
                    assertThat(one.quality()).isEqualTo(quality);
                    assertThat(one.value()).isEmpty();
                    assertThat(one.states()).isZero();
                    assertThat(one.status()).isEqualTo(ThresholdStatus.UNKNOWN);
                });
    }

    @Test
    void hasTheValueOfAShortAnswerAndNoStatus() throws Exception {
        var bmc = QuirkyBmc.with(SensorQuirk.NO_STATE_BYTES);
        List<SensorObservation> read = bmc.readSensors();

        assertThat(read)
                .filteredOn(one -> one.sensor().hasValue())
                .isNotEmpty()
                .allSatisfy(one -> {
                    assertThat(one.value()).isPresent();
                    assertThat(one.status()).isEqualTo(ThresholdStatus.UNKNOWN);
                });
    }

    @Test
    void readsStatesOfOneByte() throws Exception {
        QuirkyBmc.with(SensorQuirk.ONE_STATE_BYTE).assertReadsTheTruth();
    }

    @Test
    void dropsStateBitsThatNoSensorHas() throws Exception {
        QuirkyBmc.with(SensorQuirk.STATE_BITS_THAT_ARE_NONE).assertReadsTheTruth();
    }

    @Test
    void takesNoStateForNoStateAndNotForAFault() throws Exception {
        assertThat(QuirkyBmc.with(SensorQuirk.NO_STATE_AT_ALL).readSensors())
                .filteredOn(one -> !one.sensor().hasThresholdStates())
                .isNotEmpty()
                .allSatisfy(one -> {
                    assertThat(one.quality()).isEqualTo(Quality.GOOD);
                    assertThat(one.states()).isZero();
                });
    }

    @Test
    void readsSensorsWhoseEventsAreOff() throws Exception {
        QuirkyBmc.with(SensorQuirk.EVENTS_OFF).assertReadsTheTruth();
    }
}
