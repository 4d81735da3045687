package dev.sideband.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.sideband.simulator.FleetOptions;
import dev.sideband.simulator.Protocols;
import dev.sideband.simulator.SimulatedFleet;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

@Timeout(120)
class DiscoverCommandIT {
    private static final String NETWORK = "127.88.9.0/29";

    @TempDir private static Path folder;
    private static SimulatedFleet fleet;
    private static String ipmiPort;
    private static String redfishPort;

    @BeforeAll
    static void startTwoBmcs() throws Exception {
        InetAddress first = InetAddress.ofLiteral("127.88.9.1");
        try (var udp = new DatagramSocket(0, first);
                var tcp = new ServerSocket(0, 1, first)) {
            ipmiPort = Integer.toString(udp.getLocalPort());
            redfishPort = Integer.toString(tcp.getLocalPort());
        }
        fleet =
                SimulatedFleet.start(
                        FleetOptions.of(2, 1)
                                .withAddress(first, Integer.parseInt(ipmiPort))
                                .withRedfishPort(Integer.parseInt(redfishPort))
                                .withProtocols(Protocols.IPMI, Protocols.BOTH));
    }

    @AfterAll
    static void stopThem() {
        fleet.close();
    }

    @Test
    void writesATargetsFileThatTheCheckTakes() throws Exception {
        Path file = folder.resolve("targets.yaml");
        Files.writeString(folder.resolve("secret"), "x");

        Shell found = discover("--out", file.toString(), "--password-file", "secret");

        assertThat(found.exitCode()).isZero();
        assertThat(found.out()).hasSize(3).anyMatch(line -> line.startsWith("127.88.9.2"));
        assertThat(found.err()).singleElement().asString().contains("2 BMCs at 6 addresses");
        assertThat(Shell.run("targets", "check", file.toString()).exitCode()).isZero();
        Shell again = discover("--out", file.toString());
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).singleElement().asString().contains("is there already");
    }

    @Test
    void printsAnObjectForEach() throws Exception {
        Shell found = discover("--json");

        assertThat(found.out()).hasSize(2);
        var mapper = new ObjectMapper();
        for (String line : found.out()) {
            var bmc = mapper.readTree(line);
            boolean both = bmc.get("address").asText().equals("127.88.9.2");
            assertThat(bmc.get("ipmi").asText()).isEqualTo("2.0");
            assertThat(bmc.get("presence_pong").asBoolean()).isTrue();
            assertThat(bmc.get("redfish").isNull()).isEqualTo(!both);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "198.51.100.0/24 | name it with --allow",
                "10.0.0.0/24 --allow 10.1.0.0/16 | --allow does not allow it",
                "10.0.0.0/8 | more than 65536",
                "10.0.0.1/8 | did you mean 10.0.0.0/8",
                "10.0.0.0/24 --rate 0 | at least 1",
                "10.0.0.0/24 --ipmi-port 0 | ports are 1 to 65535",
            })
    void looksNowhereElse(String arguments, String problem) {
        Shell shell = Shell.run(("targets discover " + arguments).split(" "));

        assertThat(shell.exitCode()).isEqualTo(2);
        assertThat(shell.err()).singleElement().asString().contains(problem);
    }

    private static Shell discover(String... more) {
        String[] all = {
            "targets", "discover", NETWORK, "--ipmi-port", ipmiPort, "--redfish-port", redfishPort
        };
        String[] arguments = Arrays.copyOf(all, all.length + more.length);
        System.arraycopy(more, 0, arguments, all.length, more.length);
        return Shell.run(arguments);
    }
}
