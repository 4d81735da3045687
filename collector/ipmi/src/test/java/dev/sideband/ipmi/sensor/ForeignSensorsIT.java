package dev.sideband.ipmi.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.client.BmcAddress;
import dev.sideband.ipmi.client.Credentials;
import dev.sideband.ipmi.client.ForeignBmc;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.client.SessionOptions;
import dev.sideband.ipmi.client.UdpPort;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.sdr.Captures;
import dev.sideband.ipmi.sdr.SdrRecord;
import dev.sideband.ipmi.sdr.SdrRepositoryReader;
import dev.sideband.ipmi.sdr.SensorKey;
import dev.sideband.ipmi.wire.Bytes;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;

/**
 * Sensors of real machines, played by OpenIPMI's simulator: we, FreeIPMI and ipmitool read the same
 * of them over the network. And a controller behind a BMC.
 */
class ForeignSensorsIT {
    private static final String SATELLITE =
            """
            mc_add 0x30 0x30 has-device-sdrs 0x01 1 0x07 0x01 0x157 0x99
            sensor_add 0x30 0 5 0x01 0x01
            sensor_set_threshold 0x30 0 5 settable 011000 0x00 0x55 0x50 0x00 0x00 0x00
            sensor_set_event_support 0x30 0 5 enable scanning per-state %1$s %1$s %1$s %1$s
            sensor_set_value 0x30 0 5 0x42 0
            mc_enable 0x30
            """
                    .formatted("000000000000000");
    private static final String SATELLITE_TEMPERATURE =
            "0100510134300005037f7f680101007200723f3f80010000010000000000072859fc7f8064645f"
                    + "0000000202000000c953415420312054656d70";

    private static final String SATELLITE_LOCATOR =
            "0200511210300000010000000701" + "00c5" + "5341542031";

    private static UdpPort port;

    @TempDir Path folder;

    @BeforeAll
    static void open() throws Exception {
        port = UdpPort.open(1);
    }

    @AfterAll
    static void close() {
        port.close();
    }

    static List<String> machines() {
        return Captures.machines();
    }

    @ParameterizedTest
    @MethodSource("machines")
    void readsEverySensorOfACapturedMachineAsTwoOthersDo(String machine) throws Exception {
        List<SdrRecord> captured = Captures.records(machine);
        String commands =
                CapturedEmulation.of(
                        captured, Captures.json("machines/" + machine + ".json").get("readings"));
        try (var bmc = ForeignBmc.simulator(folder, "", commands)) {
            Comparison comparison = read(bmc.address(), ForeignBmc.USER, ForeignBmc.PASSWORD);
            var others =
                    new ForeignView(bmc.address(), ForeignBmc.USER, ForeignBmc.PASSWORD, folder);
            comparison.withFreeIpmi(others.freeIpmi());
            comparison.withIpmitool(others.ipmitool());
            System.out.printf(
                    "%s by ipmi_sim: %d values as FreeIPMI and ipmitool print them, their known"
                            + " mistakes %s%n",
                    machine, comparison.compared(), comparison.mistakes());
            assertThat(comparison.differences()).isEmpty();
            assertThat(comparison.compared()).isGreaterThan(500);
        }
    }

    @Test
    void readsASensorOfAControllerBehindTheBmc() throws Exception {
        try (var bmc = ForeignBmc.simulator(folder, "", SATELLITE);
                var session = session(bmc.address(), ForeignBmc.USER, ForeignBmc.PASSWORD)) {
            var reader = new SensorReader(session);
            IpmiSensor sensor = sensor(SATELLITE_TEMPERATURE);
            SensorObservation seen = reader.read(sensor);
            assertThat(seen.value()).hasValue(0x42);
            assertThat(reader.thresholds(sensor).unc()).hasValue(0x50);
            byte[] elsewhere = Bytes.fromHex(SATELLITE_TEMPERATURE).toArray();
            elsewhere[5] = 0x32;
            IpmiSensor absent = sensor(Bytes.of(elsewhere).toHex());
            assertThat(reader.read(absent).quality()).isEqualTo(Quality.ABSENT);
        }
    }

    @Test
    void findsSensorsThatOnlyTheControllerBehindTheBmcDescribes() throws Exception {
        String commands =
                SATELLITE
                        + "device_sdr_add 0x30 0 %s%n".formatted(spaced(SATELLITE_TEMPERATURE))
                        + "main_sdr_add 0x20 %s%n".formatted(spaced(SATELLITE_LOCATOR));
        try (var bmc = ForeignBmc.simulator(folder, "", commands);
                var session = session(bmc.address(), ForeignBmc.USER, ForeignBmc.PASSWORD)) {
            List<IpmiSensor> sensors = IpmiSensor.from(new SdrRepositoryReader().read(session));
            assertThat(sensors).extracting(IpmiSensor::id).containsExactly("30.0.0.05");
            assertThat(new SensorReader(session).read(sensors.getFirst()).value()).hasValue(0x42);
        }
    }

    private static String spaced(String hex) {
        return hex.replaceAll("(..)", "0x$1 ");
    }

    static Comparison read(BmcAddress address, String user, String password) throws Exception {
        try (var session = session(address, user, password)) {
            List<SdrRecord> records = new SdrRepositoryReader().read(session);
            var reader = new SensorReader(session);
            var seen = new HashMap<SensorKey, SensorObservation>();
            var thresholds = new HashMap<SensorKey, Thresholds>();
            for (IpmiSensor sensor : IpmiSensor.from(records)) {
                if (sensor.readable()) {
                    seen.put(sensor.key(), reader.read(sensor));
                    thresholds.put(sensor.key(), reader.thresholds(sensor));
                }
            }
            return new Comparison(records, seen, thresholds);
        }
    }

    private static IpmiSession session(BmcAddress address, String user, String password)
            throws Exception {
        return IpmiSession.open(
                port,
                address,
                Credentials.of(user, password.getBytes(StandardCharsets.UTF_8)),
                SessionOptions.DEFAULT.withCipherSuite(CipherSuite.SUITE_3));
    }

    private static IpmiSensor sensor(String hex) {
        return IpmiSensor.from(List.of(SdrRecord.decode(Bytes.fromHex(hex)))).getFirst();
    }
}
