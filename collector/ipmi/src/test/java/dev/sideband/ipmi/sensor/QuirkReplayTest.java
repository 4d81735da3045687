package dev.sideband.ipmi.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.command.sensor.GetSensorReading;
import dev.sideband.ipmi.quirk.Quirk;
import dev.sideband.ipmi.quirk.QuirkProfiles;
import dev.sideband.ipmi.quirk.Quirks;
import dev.sideband.ipmi.sdr.ScriptedBmc;
import dev.sideband.ipmi.sdr.SdrRecord;
import dev.sideband.ipmi.wire.Bytes;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

/**
 * The exchange with each firmware that needs a profile, replayed: without the quirk the reading is
 * lost or wrong, with the one that its device id leads to it comes through.
 */
class QuirkReplayTest {
    /** Of a PowerEdge R610, iDRAC6 1.70. */
    private static final String DELL_R610 = "2001017002dfa20200000100000000";

    private static final String HP_DL380_G7 = "13010150028f0b0000002000000000";
    private static final String FUJITSU_RX300 = "1001012002bf802800030200000000";
    private static final String INTEL_S5000PAL = "2101005502bf570100280000000000";

    private static final String AMBIENT =
            "010051013720000807017f680101853285321b0900010000010280c230000797c58bff"
                    + "00ffafaa0079830202000000cc416d6269656e742054656d70";
    private static final String FAN =
            "02005101302000091d017f40040a000000000100000000000100000000000000000000"
                    + "000000000000000000000000c546616e2031";

    private final ScriptedBmc bmc = new ScriptedBmc();

    @Test
    void dellR610SaysOfEverySensorThatItIsNotScanned() throws Exception {
        bmc.on(0x06, 0x01, DELL_R610).on(0x04, 0x2D, "9980c0");
        IpmiSensor ambient = sensor(AMBIENT);
        assertThat(without().read(ambient).quality()).isEqualTo(Quality.SCANNING_OFF);
        SensorObservation seen = with(Quirk.IGNORE_SCANNING_BIT).read(ambient);
        assertThat(seen.quality()).isEqualTo(Quality.GOOD);
        assertThat(seen.value()).hasValue(25);
    }

    @Test
    void aSensorOfADellR610ThatIsReallyOffHasNoValue() throws Exception {
        bmc.on(0x06, 0x01, DELL_R610).on(0x04, 0x2D, "0080c7");
        SensorReader reader = with(Quirk.IGNORE_SCANNING_BIT);
        assertThat(reader.read(sensor(AMBIENT)).quality()).isEqualTo(Quality.SCANNING_OFF);
        bmc.on(0x04, 0x2D, "99a0c0");
        assertThat(reader.read(sensor(AMBIENT)).quality()).isEqualTo(Quality.UNAVAILABLE);
    }

    @Test
    void hpDl380G7GivesAValueToADiscreteFan() throws Exception {
        bmc.on(0x06, 0x01, HP_DL380_G7).on(0x04, 0x2D, "1dc00100");
        SdrRecord fan = SdrRecord.decode(Bytes.fromHex(percentOf(FAN)));
        IpmiSensor plain = IpmiSensor.from(List.of(fan)).getFirst();
        assertThat(without().read(plain).value()).isEmpty();
        SensorReader reader = with(Quirk.ANALOG_IN_DISCRETE);
        IpmiSensor cured = IpmiSensor.from(List.of(fan), quirks()).getFirst();
        SensorObservation seen = reader.read(cured);
        assertThat(cured.unit()).isEqualTo("%");
        assertThat(cured.kind()).isEqualTo(SensorKind.FAN);
        assertThat(seen.value()).hasValue(29);
        assertThat(seen.stateTexts()).containsExactly("Transition to Running");
        assertThat(seen.status()).isEqualTo(ThresholdStatus.UNKNOWN);
    }

    @Test
    void aDiscreteSensorOfAnHpWithoutAUnitStaysWithoutAValue() throws Exception {
        bmc.on(0x06, 0x01, HP_DL380_G7);
        IpmiSensor fan =
                IpmiSensor.from(List.of(SdrRecord.decode(Bytes.fromHex(FAN))), quirks()).getFirst();
        assertThat(fan.hasValue()).isFalse();
    }

    @Test
    void fujitsuRx300NamesAnOwnerThatIsNotThere() throws Exception {
        bmc.on(0x06, 0x01, FUJITSU_RX300).on(0x04, 0x2D, "99c0c0");
        SdrRecord record = SdrRecord.decode(Bytes.fromHex(ownedBy(0x42)));
        IpmiSensor plain = IpmiSensor.from(List.of(record)).getFirst();
        assertThat(without().read(plain).quality()).isNotEqualTo(Quality.GOOD);
        SensorReader reader = with(Quirk.OWNER_IS_BMC);
        IpmiSensor cured = IpmiSensor.from(List.of(record), quirks()).getFirst();
        assertThat(reader.read(cured).value()).hasValue(25);
        assertThat(cured.id()).isEqualTo("42.0.0.08");
        assertThat(bmc.sent.getLast()).isInstanceOf(GetSensorReading.class);
    }

    @Test
    void aControllerThatHasALocatorKeepsItsSensors() throws Exception {
        bmc.on(0x06, 0x01, FUJITSU_RX300);
        SdrRecord locator = SdrRecord.decode(Bytes.fromHex("030051120b42000001000000070100c0"));
        SdrRecord record = SdrRecord.decode(Bytes.fromHex(ownedBy(0x42)));
        assertThat(IpmiSensor.from(List.of(locator, record), quirks()).getFirst().readability())
                .isEqualTo(Readability.BRIDGED);
    }

    @Test
    void intelS5000PalSetsBitsOfThresholdsThatAreNotCrossed() throws Exception {
        bmc.on(0x06, 0x01, INTEL_S5000PAL).on(0x04, 0x2D, "99c0c2");
        IpmiSensor ambient = sensor(AMBIENT);
        assertThat(without().read(ambient).status()).isEqualTo(ThresholdStatus.CR);
        SensorReader reader = with(Quirk.WRONG_THRESHOLD_BITS);
        assertThat(reader.read(ambient).status()).isEqualTo(ThresholdStatus.OK);
        bmc.on(0x04, 0x2D, "b0c000");
        SensorObservation hot = reader.read(ambient);
        assertThat(hot.status()).isEqualTo(ThresholdStatus.CR);
        assertThat(hot.side()).isEqualTo(Side.HIGH);
    }

    private SensorReader without() {
        return new SensorReader(bmc, Quirks.NONE);
    }

    /** A reader with what the profile of the BMC's device id says, which must have the quirk. */
    private SensorReader with(Quirk expected) throws Exception {
        assertThat(quirks().has(expected)).isTrue();
        return new SensorReader(bmc, quirks());
    }

    private Quirks quirks() throws Exception {
        return QuirkProfiles.of(bmc.send(new GetDeviceId()));
    }

    private static String ownedBy(int owner) {
        byte[] record = Bytes.fromHex(AMBIENT).toArray();
        record[5] = (byte) owner;
        return Bytes.of(record).toHex();
    }

    /** The same with percent as its unit. */
    private static String percentOf(String hex) {
        byte[] record = Bytes.fromHex(hex).toArray();
        record[20] |= 1;
        return Bytes.of(Arrays.copyOf(record, record.length)).toHex();
    }

    private static IpmiSensor sensor(String hex) {
        return IpmiSensor.from(List.of(SdrRecord.decode(Bytes.fromHex(hex)))).getFirst();
    }
}
