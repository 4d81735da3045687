package dev.sideband.ipmi.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.ipmi.IpmiException.NoAnswer;
import dev.sideband.ipmi.command.sensor.GetSensorReading;
import dev.sideband.ipmi.command.sensor.GetSensorReadingFactors;
import dev.sideband.ipmi.sdr.ScriptedBmc;
import dev.sideband.ipmi.sdr.SdrRecord;
import dev.sideband.ipmi.wire.Bytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class SensorReaderTest {
    private static final String INLET_TEMP =
            "030051013520000507017f680101853285321b0900010000010280c230000797c58bff00ffafaa0079830"
                    + "202000000ca496e6c65742054656d70";
    private static final String BATTERY =
            "360051022720006507016fc0296f030003000300c000000100000000000000cc434d4f53204261747465"
                    + "7279";

    private final ScriptedBmc bmc = new ScriptedBmc();
    private final SensorReader reader = new SensorReader(bmc);
    private final IpmiSensor inlet = sensor(INLET_TEMP);

    @Test
    void readsAValueAndItsStatus() throws Exception {
        bmc.on(0x04, 0x2D, "99c0c0");
        SensorObservation observation = reader.read(inlet);
        assertThat(observation.quality()).isEqualTo(Quality.GOOD);
        assertThat(observation.value()).hasValue(25);
        assertThat(observation.status()).isEqualTo(ThresholdStatus.OK);
        assertThat(observation.side()).isEqualTo(Side.NONE);
        assertThat(observation.stateTexts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "01, NC, LOW",
        "03, CR, LOW",
        "08, NC, HIGH",
        "18, CR, HIGH",
        "c8, NC, HIGH",
        "00, OK, NONE",
        "c0, OK, NONE",
        "04, OK, NONE",
        "20, OK, NONE",
    })
    void takesTheBmcsBitsThatTheRecordDeclares(String bits, ThresholdStatus status, Side side)
            throws Exception {
        bmc.on(0x04, 0x2D, "99c0" + bits);
        SensorObservation observation = reader.read(inlet);
        assertThat(observation.status()).isEqualTo(status);
        assertThat(observation.side()).isEqualTo(side);
    }

    @ParameterizedTest
    @CsvSource({"99e0c0, UNAVAILABLE", "9980c0, SCANNING_OFF", "99a0c0, UNAVAILABLE"})
    void whatTheBmcDoesNotMeasureIsNoValue(String answer, Quality quality) throws Exception {
        bmc.on(0x04, 0x2D, answer);
        SensorObservation observation = reader.read(inlet);
        assertThat(observation.quality()).isEqualTo(quality);
        assertThat(observation.value()).isEmpty();
        assertThat(observation.status()).isEqualTo(ThresholdStatus.UNKNOWN);
    }

    @Test
    void readsAShortAnswerWithoutStates() throws Exception {
        bmc.on(0x04, 0x2D, "99c0");
        SensorObservation observation = reader.read(inlet);
        assertThat(observation.value()).hasValue(25);
        assertThat(observation.status()).isEqualTo(ThresholdStatus.UNKNOWN);
    }

    @Test
    void anEmptyAnswerIsNoReading() throws Exception {
        bmc.on(0x04, 0x2D, "");
        assertThat(reader.read(inlet).quality()).isEqualTo(Quality.UNAVAILABLE);
    }

    @Test
    void anAnswerThatIsTooShortIsAMatterOfThisSensor() throws Exception {
        bmc.on(0x04, 0x2D, "99");
        assertThat(reader.read(inlet).quality()).isEqualTo(Quality.DECODE_ERROR);
    }

    @ParameterizedTest
    @CsvSource({
        "203, ABSENT",
        "201, ABSENT",
        "211, ABSENT",
        "131, ABSENT",
        "205, UNAVAILABLE",
        "206, UNAVAILABLE",
        "213, UNAVAILABLE",
        "255, UNAVAILABLE",
        "192, UNAVAILABLE",
    })
    void aRefusalIsAQuality(int completionCode, Quality quality) throws Exception {
        refuse(0x2D, completionCode);
        assertThat(reader.read(inlet).quality()).isEqualTo(quality);
        reader.read(inlet);
        assertThat(bmc.sent).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0xC1, 0xD4})
    void doesNotAskAgainWhatTheBmcCannotDo(int completionCode) throws Exception {
        refuse(0x2D, completionCode);
        reader.read(inlet);
        assertThat(reader.read(inlet).quality()).isEqualTo(Quality.UNAVAILABLE);
        assertThat(bmc.sent).hasSize(1);
        reader.forget();
        reader.read(inlet);
        assertThat(bmc.sent).hasSize(2);
    }

    @Test
    void aSilentBmcIsNotAMatterOfTheSensor() {
        bmc.on(
                0x04,
                0x2D,
                _ -> {
                    throw new NoAnswer("scripted silence");
                });
        assertThatThrownBy(() -> reader.read(inlet)).isInstanceOf(NoAnswer.class);
    }

    @Test
    void asksTheLunOfTheSensor() throws Exception {
        bmc.on(0x04, 0x2D, "99c0c0");
        reader.read(sensor(INLET_TEMP.replaceFirst("200005", "200305")));
        assertThat(bmc.sent).containsExactly(new GetSensorReading(3, 5));
    }

    @Test
    void refusesWhatCannotBeRead() {
        IpmiSensor bios = sensor(INLET_TEMP.replaceFirst("200005", "b10005"));
        assertThatThrownBy(() -> reader.read(bios))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("b1.0.0.05");
    }

    @Test
    void readsStatesInWords() throws Exception {
        bmc.on(0x04, 0x2D, "00c00580");
        SensorObservation observation = reader.read(sensor(BATTERY));
        assertThat(observation.quality()).isEqualTo(Quality.GOOD);
        assertThat(observation.value()).isEmpty();
        assertThat(observation.stateTexts())
                .containsExactly("Battery low", "Battery presence detected");
    }

    @Test
    void dropsStatesThatNobodyHasDefined() throws Exception {
        bmc.on(0x04, 0x2D, "00c00138");
        assertThat(reader.read(sensor(BATTERY)).states()).isEqualTo(1);
    }

    @Test
    void takesLiveThresholdsInTheOrderOfTheirCommand() throws Exception {
        bmc.on(0x04, 0x27, "3f837900aaafff");
        Thresholds thresholds = reader.thresholds(inlet);
        assertThat(thresholds.lnc()).hasValue(3);
        assertThat(thresholds.lcr()).hasValue(-7);
        assertThat(thresholds.lnr()).isEmpty();
        assertThat(thresholds.unc()).hasValue(42);
        assertThat(thresholds.ucr()).hasValue(47);
        assertThat(thresholds.unr()).isEmpty();
    }

    @Test
    void takesOnlyThresholdsThatTheAnswerSaysAreReadable() throws Exception {
        bmc.on(0x04, 0x27, "08837900aaafff");
        Thresholds thresholds = reader.thresholds(inlet);
        assertThat(thresholds.unc()).hasValue(42);
        assertThat(thresholds.ucr()).isEmpty();
        assertThat(thresholds.lnc()).isEmpty();
    }

    @Test
    void fallsBackToTheThresholdsOfTheRecord() throws Exception {
        assertThat(reader.thresholds(inlet)).isEqualTo(inlet.thresholds());
        reader.thresholds(inlet);
        assertThat(bmc.sent).hasSize(1);
        bmc.on(0x04, 0x27, "3f83");
        reader.forget();
        assertThat(reader.thresholds(inlet)).isEqualTo(inlet.thresholds());
    }

    @Test
    void asksForTheFactorsOfEachRawValueOnce() throws Exception {
        IpmiSensor nonLinear = sensor(INLET_TEMP.replaceFirst("010000010280c2", "010070010280c2"));
        bmc.on(0x04, 0x2D, "0ac0c0").on(0x04, 0x23, "0b0500030000f0");
        assertThat(reader.read(nonLinear).value()).hasValue(5.3);
        assertThat(reader.read(nonLinear).value()).hasValue(5.3);
        assertThat(bmc.sent).filteredOn(GetSensorReadingFactors.class::isInstance).hasSize(1);
    }

    @Test
    void convertsThresholdsWithFactorsToo() throws Exception {
        IpmiSensor nonLinear = sensor(INLET_TEMP.replaceFirst("010000010280c2", "010070010280c2"));
        assertThat(nonLinear.thresholds().isEmpty()).isTrue();
        bmc.on(0x04, 0x27, "3f0102030a0b0c").on(0x04, 0x23, "0b0500030000f0");
        assertThat(reader.thresholds(nonLinear).unc()).hasValue(5.3);
    }

    @Test
    void aValueThatTheCurveDoesNotHaveIsImplausible() throws Exception {
        IpmiSensor logarithm = sensor(INLET_TEMP.replaceFirst("010000010280c2", "010001010200c2"));
        bmc.on(0x04, 0x2D, "00c0c0");
        SensorObservation observation = reader.read(logarithm);
        assertThat(observation.quality()).isEqualTo(Quality.IMPLAUSIBLE);
        assertThat(observation.value()).isEmpty();
    }

    private void refuse(int code, int completionCode) {
        bmc.on(
                0x04,
                code,
                _ -> {
                    throw ScriptedBmc.refused(completionCode);
                });
    }

    private static IpmiSensor sensor(String hex) {
        return IpmiSensor.from(List.of(SdrRecord.decode(Bytes.fromHex(hex)))).getFirst();
    }
}
