package dev.sideband.ipmi.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.bridge.BridgedClient;
import dev.sideband.ipmi.bridge.ScriptedBridge;
import dev.sideband.ipmi.sdr.ScriptedBmc;
import dev.sideband.ipmi.sdr.SdrRecord;
import dev.sideband.ipmi.wire.Bytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** Sensors of controllers behind the BMC. */
class BridgedSensorTest {
    private static final String TEMPERATURE =
            "0100510134300005037f7f680101007200723f3f80010000010000000000072859fc7f8064645f"
                    + "0000000202000000c953415420312054656d70";

    private final ScriptedBmc bmc = new ScriptedBmc();
    private final ScriptedBmc satellite =
            new ScriptedBmc().on(0x04, 0x2D, "42c000").on(0x04, 0x27, "1b0a0500505500");
    private final ScriptedBridge bridge = new ScriptedBridge(bmc);
    private final SensorReader reader = new SensorReader(bmc);
    private final IpmiSensor sensor = sensor(TEMPERATURE, 0x30);

    @Test
    void readsThemByTheBmc() throws Exception {
        bridge.with(0x30, satellite);
        SensorObservation seen = reader.read(sensor);
        assertThat(seen.value()).hasValue(0x42);
        assertThat(seen.status()).isEqualTo(ThresholdStatus.OK);
        assertThat(reader.thresholds(sensor).unc()).hasValue(0x50);
    }

    @Test
    void keepsTheIdThatTheirOwnerGivesThem() {
        assertThat(sensor.id()).isEqualTo("30.0.0.05");
        assertThat(sensor.readability()).isEqualTo(Readability.BRIDGED);
    }

    @ParameterizedTest
    @ValueSource(ints = {BridgedClient.NAK_ON_WRITE, 0xD3})
    void aControllerThatIsAwayMakesThemAbsent(int code) throws Exception {
        bridge.nakWith = code;
        assertThat(reader.read(sensor).quality()).isEqualTo(Quality.ABSENT);
        assertThat(reader.read(sensor).quality()).isEqualTo(Quality.ABSENT);
        assertThat(bridge.asked).isEqualTo(1);
    }

    @Test
    void asksAnAbsentControllerEverMoreSeldomAndAtOnceWhenItIsBack() throws Exception {
        for (int i = 0; i < 2000; i++) {
            assertThat(reader.read(sensor).quality()).isEqualTo(Quality.ABSENT);
        }
        assertThat(bridge.asked).isBetween(8, 20);
        bridge.with(0x30, satellite);
        int reads = 0;
        while (reader.read(sensor).quality() != Quality.GOOD) {
            assertThat(++reads).isLessThanOrEqualTo(256);
        }
        assertThat(reader.read(sensor).quality()).isEqualTo(Quality.GOOD);
        assertThat(reader.read(sensor).quality()).isEqualTo(Quality.GOOD);
    }

    @Test
    void whatOneSensorOfAControllerRefusesIsNotTheControllersAbsence() throws Exception {
        bridge.with(
                0x30,
                new ScriptedBmc()
                        .on(
                                0x04,
                                0x2D,
                                _ -> {
                                    throw ScriptedBmc.refused(0xCB);
                                }));
        assertThat(reader.read(sensor).quality()).isEqualTo(Quality.ABSENT);
        reader.read(sensor);
        assertThat(bridge.asked).isEqualTo(2);
    }

    @Test
    void neverAsksSoftware() {
        IpmiSensor bios = sensor(TEMPERATURE, 0xB1);
        assertThat(bios.readability()).isEqualTo(Readability.SOFTWARE);
        assertThat(bios.readable()).isFalse();
    }

    private static IpmiSensor sensor(String hex, int owner) {
        byte[] record = Bytes.fromHex(hex).toArray();
        record[5] = (byte) owner;
        return IpmiSensor.from(List.of(SdrRecord.decode(Bytes.of(record)))).getFirst();
    }
}
