package dev.sideband.collector.discover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.collector.inventory.TargetsFile;
import dev.sideband.simulator.FleetOptions;
import dev.sideband.simulator.Protocols;
import dev.sideband.simulator.SimulatedFleet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Simulated BMCs in a network of the loopback, and addresses where nobody is. */
@Timeout(120)
class DiscoveryIT {
    private static final int BMCS = 6;

    @TempDir private Path folder;

    @Test
    void findsEachBmcOnceAndNobodyElse() throws Exception {
        var ports = freePorts();
        var told = new Told();
        try (SimulatedFleet fleet = SimulatedFleet.start(fleet(ports))) {
            List<FoundBmc> found =
                    new Discovery(ports).run(List.of(Network.parse("127.88.7.0/28")), told);

            assertThat(found)
                    .extracting(FoundBmc::host)
                    .containsExactlyElementsOf(
                            fleet.bmcs().stream().map(bmc -> bmc.host()).sorted().toList());
            assertThat(told.bmcs).containsExactlyInAnyOrderElementsOf(found);
            assertThat(told.addresses).isEqualTo(14);
            assertThat(found).filteredOn(bmc -> bmc.ipmi().isPresent()).hasSize(BMCS);
            assertThat(found)
                    .allSatisfy(bmc -> {
                        assertThat(bmc.ipmi().orElseThrow().pong()).isTrue();
                        assertThat(bmc.ipmi().orElseThrow().capabilities().speaksIpmi2()).isTrue();
                        assertThat(bmc.redfish().orElseThrow().fingerprint())
                                .isEqualTo(fleet.redfishFingerprint());
                        assertThat(bmc.product()).isNotEmpty();
                    });
            assertThat(fleet.bmcs()).allMatch(bmc -> bmc.redfishSessions() == 0);
        }
    }

    @Test
    void writesATargetsFileThatIsRight() throws Exception {
        var ports = freePorts();
        try (SimulatedFleet fleet = SimulatedFleet.start(fleet(ports))) {
            List<FoundBmc> found =
                    new Discovery(ports).run(List.of(Network.parse("127.88.7.0/29")), new Told());
            Path file = folder.resolve("targets.yaml");
            Files.writeString(folder.resolve("a \"secret\""), "x");
            var login = new FoundTargets.Login("monitor", "a \"secret\"");

            Files.writeString(file, new FoundTargets(login, ports).text(found));

            var targets = TargetsFile.read(file).targets();
            assertThat(targets).hasSize(BMCS);
            assertThat(targets)
                    .allSatisfy(target -> {
                        assertThat(target.getIpmi()).endsWith(":" + ports.ipmiPort());
                        assertThat(target.getRedfish()).endsWith(":" + ports.redfishPort());
                        assertThat(target.getTlsFingerprint())
                                .isEqualTo(fleet.redfishFingerprint().orElseThrow());
                    });
        }
    }

    @Test
    void aFileWithoutTargetsIsRightToo() throws Exception {
        Path file = folder.resolve("targets.yaml");
        Files.writeString(folder.resolve("pw"), "x");
        var text = new FoundTargets(new FoundTargets.Login("monitor", "pw"), freePorts());

        Files.writeString(file, text.text(List.of()));

        assertThat(TargetsFile.read(file).targets()).isEmpty();
    }

    private static final class Told implements Discovery.Listener {
        private final List<FoundBmc> bmcs = new ArrayList<>();
        private long addresses;

        @Override
        public void found(FoundBmc bmc) {
            bmcs.add(bmc);
        }

        @Override
        public void looked(long number) {
            addresses = number;
        }
    }

    private static FleetOptions fleet(Discovery.Options ports) throws Exception {
        return FleetOptions.of(BMCS, 1)
                .withAddress(InetAddress.ofLiteral("127.88.7.1"), ports.ipmiPort())
                .withRedfishPort(ports.redfishPort())
                .withProtocols(Protocols.BOTH);
    }

    /** Ports that were free a moment ago, for the addresses of this test alone. */
    private static Discovery.Options freePorts() throws Exception {
        InetAddress address = InetAddress.ofLiteral("127.88.7.1");
        try (var udp = new DatagramSocket(0, address);
                var tcp = new ServerSocket(0, 1, address)) {
            return new Discovery.Options(500, udp.getLocalPort(), tcp.getLocalPort());
        }
    }
}
