package dev.sideband.ipmi.pef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.client.Credentials;
import dev.sideband.ipmi.client.ForeignBmc;
import dev.sideband.ipmi.client.ForeignConsole;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.client.SessionOptions;
import dev.sideband.ipmi.client.UdpPort;
import dev.sideband.ipmi.crypto.CipherSuite;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Event filters in OpenIPMI's simulator, which has no destinations for alerts. */
class PefIT {
    @TempDir Path folder;

    @Test
    void readsTheFiltersThatIpmitoolSets() throws Exception {
        try (var bmc = ForeignBmc.simulator(folder);
                var port = UdpPort.open(1);
                var session = open(port, bmc)) {
            var reader = new PefReader(session);
            assertThat(reader.read().enabled()).isFalse();
            var console = new ForeignConsole(bmc.address());
            console.ipmitool("raw", "4", "0x12", "1", "1");
            console.ipmitool("raw", "4", "0x12", "2", "1");
            String filter = "0xc0 1 1 0x10 0xff 0xff 1 0xff 1 0 2" + " 0".repeat(9);
            console.ipmitool(("raw 4 0x12 6 1 " + filter).split(" ", -1));
            console.ipmitool("raw", "4", "0x12", "9", "1", "0x18", "0x11", "0");
            PefSetup setup = reader.read();
            assertThat(setup.enabled()).isTrue();
            assertThat(setup.alerting()).isTrue();
            assertThat(setup.filters())
                    .containsExactly(new EventFilter(1, true, 1, 1, 0x10, 1, 0xFF, 1, 0x0200));
            assertThat(setup.policies()).containsExactly(new AlertPolicy(1, 1, true, 0, 1, 1));
            assertThat(setup.destinations()).isEmpty();
            assertThat(console.ipmitool("pef", "info"))
                    .contains("| %d |".formatted(setup.capabilities().filters()));
        }
    }

    private static IpmiSession open(UdpPort port, ForeignBmc bmc) throws Exception {
        return IpmiSession.open(
                port,
                bmc.address(),
                Credentials.of(
                        ForeignBmc.USER, ForeignBmc.PASSWORD.getBytes(StandardCharsets.UTF_8)),
                SessionOptions.DEFAULT.withCipherSuite(CipherSuite.SUITE_3));
    }
}
