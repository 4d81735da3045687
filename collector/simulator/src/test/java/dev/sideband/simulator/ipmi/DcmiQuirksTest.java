package dev.sideband.simulator.ipmi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.dcmi.DcmiReader;
import dev.sideband.ipmi.dcmi.DcmiReading;
import dev.sideband.ipmi.dcmi.DcmiSensor;
import dev.sideband.simulator.model.Physics;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

/** Power and temperatures by DCMI, as they are, and where firmware only says so. */
class DcmiQuirksTest {
    @Test
    void readsPowerAndTemperaturesOfTheMachine() throws Exception {
        var bmc = QuirkyBmc.with();
        List<DcmiReading> read = read(bmc);

        assertThat(read)
                .extracting(one -> one.sensor().id())
                .containsExactly(
                        "dcmi.power",
                        "dcmi.temperature.40.1",
                        "dcmi.temperature.41.1",
                        "dcmi.temperature.41.2",
                        "dcmi.temperature.42.1");
        assertThat(read.get(0).value().orElseThrow())
                .isCloseTo(bmc.machine(Physics::totalInputWatts), within(0.5));
        assertThat(read.get(2).value().orElseThrow())
                .isCloseTo(bmc.machine(machine -> machine.cpuTemp(0)), within(0.5));
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "POWER_ONLY_ADVERTISED",
                "POWER_NOT_MEASURED",
                "POWER_OF_ZERO",
                "NO_GROUP_BYTE"
            })
    void hasNoPowerSensorWhereNothingIsMeasured(DcmiQuirk quirk) throws Exception {
        assertThat(read(QuirkyBmc.with(quirk)))
                .hasSize(4)
                .extracting(DcmiReading::sensor)
                .doesNotContain(DcmiSensor.POWER);
    }

    @Test
    void hasNoSensorsWhereThereIsNoDcmi() throws Exception {
        assertThat(read(QuirkyBmc.with(DcmiQuirk.NONE))).isEmpty();
    }

    /** As if no sensor of IPMI had any of it. */
    private static List<DcmiReading> read(QuirkyBmc bmc) throws Exception {
        try (IpmiSession session = bmc.login()) {
            var reader = new DcmiReader(session);
            reader.discover(List.of());
            return reader.read();
        }
    }
}
