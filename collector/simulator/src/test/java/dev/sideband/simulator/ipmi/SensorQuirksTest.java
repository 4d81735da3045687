package dev.sideband.simulator.ipmi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.sensor.Quality;
import dev.sideband.ipmi.sensor.SensorObservation;
import dev.sideband.ipmi.sensor.ThresholdStatus;
import dev.sideband.simulator.model.TrueReading;

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
        "EMPTY_READING, UNAVAILABLE",
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
    void readsSensorsOfAnOldDellThatSayTheyAreNotScanned() throws Exception {
        var bmc = QuirkyBmc.called(674, 0x0100, 1, SensorQuirk.SCANNING_BIT_WRONG);
        List<SensorObservation> read = bmc.readSensors();

        // Zero is also what a sensor shows that is really off.
        for (int i = 0; i < read.size(); i++) {
            TrueReading truth = bmc.truth().get(i);
            if (truth.value().orElse(0.0) > 0 || truth.states() != 0) {
                assertThat(read.get(i).quality()).as(truth.name()).isEqualTo(Quality.GOOD);
                assertThat(read.get(i).states()).as(truth.name()).isEqualTo(truth.states());
                assertThat(read.get(i).value().isPresent()).isEqualTo(truth.value().isPresent());
            }
        }
        assertThat(read).filteredOn(one -> one.quality() == Quality.GOOD).hasSizeGreaterThan(40);
    }

    @Test
    void believesOthersThatSensorsAreNotScanned() throws Exception {
        assertThat(QuirkyBmc.with(SensorQuirk.SCANNING_BIT_WRONG).readSensors())
                .extracting(SensorObservation::quality)
                .containsOnly(Quality.SCANNING_OFF);
    }

    @Test
    void comparesForItselfWhereTheThresholdBitsAreFlipped() throws Exception {
        var bmc = QuirkyBmc.called(343, 0x0028, 1, SensorQuirk.THRESHOLD_BITS_FLIPPED);

        assertThat(bmc.readSensors())
                .filteredOn(one -> one.sensor().hasThresholdStates())
                .isNotEmpty()
                .extracting(SensorObservation::status)
                .containsOnly(ThresholdStatus.OK);
    }

    @Test
    void readsSensorsWhoseEventsAreOff() throws Exception {
        QuirkyBmc.with(SensorQuirk.EVENTS_OFF).assertReadsTheTruth();
    }
}
