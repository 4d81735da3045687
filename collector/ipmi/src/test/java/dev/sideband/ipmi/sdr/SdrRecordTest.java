package dev.sideband.ipmi.sdr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.wire.Bytes;

import org.junit.jupiter.api.Test;

import java.util.List;

class SdrRecordTest {
    private static final String CPU_TEMP =
            "010051013320000103017f680101007200723f3f80010000010000000000072859fc7f8064645f"
                    + "0000000202000000c84350552054656d70";
    private static final String POWER_SUPPLIES =
            "34005102252000c00a816fc0086f000000006200c000001384" + "030400000000c65053555f";

    @Test
    void readsAFullRecord() {
        var record = (FullSensorRecord) decode(CPU_TEMP);
        assertThat(record.key()).isEqualTo(new SensorKey(0x20, 0, 0, 1));
        assertThat(record.key().id()).isEqualTo("20.0.0.01");
        assertThat(record.name()).isEqualTo("CPU Temp");
        assertThat(record.entity()).isEqualTo(new Entity(3, 1, false));
        assertThat(record.head().format()).isEqualTo(AnalogFormat.TWOS_COMPLEMENT);
        assertThat(record.head().thresholdAccess()).isEqualTo(SensorHead.Access.SETTABLE);
        assertThat(record.thresholds().readable()).isEqualTo(0x3F);
        assertThat(record.thresholds().ucr()).isEqualTo(100);
        assertThat(record.thresholds().unc()).isEqualTo(95);
        assertThat(record.hysteresisUp()).isEqualTo(2);
    }

    @Test
    void readsASharedCompactRecord() {
        var record = (CompactSensorRecord) decode(POWER_SUPPLIES);
        assertThat(record.sharing()).isEqualTo(new Sharing(3, true, 4, true));
        assertThat(record.entity()).isEqualTo(new Entity(10, 1, true));
        assertThat(record.name()).isEqualTo("PSU_");
    }

    @Test
    void endsNamesOfASharedRecordInNumbersOrLetters() {
        assertThat(Sharing.of(0x03, 0x07).name("Bay ", 2)).isEqualTo("Bay 9");
        assertThat(Sharing.of(0x13, 25).name("Port", 0)).isEqualTo("Port Z");
        assertThat(Sharing.of(0x13, 25).name("PSU_", 1)).isEqualTo("PSU_AA");
        assertThat(Sharing.of(0x01, 0x07).name("A ", 0)).isEqualTo("A");
    }

    @Test
    void keepsWhatItDoesNotKnow() {
        var unknown = (UnknownRecord) decode("0100510a00");
        assertThat(unknown.type()).isEqualTo(0x0A);
        assertThat(unknown.id()).isEqualTo(1);
        assertThat(unknown.problem()).isEmpty();
    }

    @Test
    void everyTruncationIsARecordOrKeptAsBytes() {
        for (String hex : List.of(CPU_TEMP, POWER_SUPPLIES)) {
            for (int length = 0; length < hex.length() / 2; length++) {
                Bytes cut = Bytes.fromHex(hex.substring(0, length * 2));
                SdrRecord record = SdrRecord.decode(cut);
                assertThat(record.raw()).isEqualTo(cut);
                if (record instanceof UnknownRecord unknown && length > 5) {
                    assertThat(unknown.problem()).contains("left");
                }
            }
        }
    }

    private static SdrRecord decode(String hex) {
        return SdrRecord.decode(Bytes.fromHex(hex));
    }
}
