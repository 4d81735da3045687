package dev.sideband.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.sideband.ipmi.client.BmcAddress;
import dev.sideband.ipmi.client.Credentials;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.client.RetryPolicy;
import dev.sideband.ipmi.client.SessionOptions;
import dev.sideband.ipmi.client.UdpPort;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.sol.SolConsole;
import dev.sideband.ipmi.sol.SolEnd;
import dev.sideband.ipmi.sol.SolException;
import dev.sideband.ipmi.sol.SolOptions;
import dev.sideband.ipmi.sol.SolSink;
import dev.sideband.testing.Peers;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The consoles of simulated servers, opened by our client, by ipmitool and by FreeIPMI. */
class ConsoleIT {
    private static final String PASSWORD = "open-sesame";
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final String LOG_END = "Reached target Multi-User System.";

    private final SimulatedFleet fleet =
            SimulatedFleet.start(
                    FleetOptions.of(1, 44)
                            .withAddress(InetAddress.ofLiteral("127.61.0.4"), lowPort())
                            .withAccount("monitor", PASSWORD, PrivilegeLevel.ADMINISTRATOR));
    private final SimulatedBmc bmc = fleet.bmcs().getFirst();

    @TempDir private Path folder = Path.of("");

    /** ipmiconsole knows no ports above 32767. */
    private static int lowPort() {
        for (int port = 20_000; port < 30_000; port++) {
            try (var probe = new DatagramSocket(new InetSocketAddress("127.61.0.4", port))) {
                return probe.getLocalPort();
            } catch (SocketException e) {
                // Taken: the next one.
            }
        }
        throw new IllegalStateException("no free port from 20000 to 29999");
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 17})
    void showsTheStartAndAnswersWhatIsTyped(int suite) throws Exception {
        String shown = converse("help\r", SolOptions.DEFAULT, suite);

        assertThat(shown).contains(LOG_END).contains("commands: dmesg").endsWith("]# ");
    }

    @Test
    void losesNothingOnABadNetwork() throws Exception {
        String typed = "say something\r".repeat(40);
        String good = converse(typed, SolOptions.DEFAULT, 17);
        bmc.setLoss(0.15);

        String bad = converse(typed, SolOptions.DEFAULT, 17);

        assertThat(bad).isEqualTo(good);
    }

    @Test
    void tellsWhoHasTheConsoleThatItIsTaken() throws Exception {
        try (var port = UdpPort.open(1);
                var session = open(port, 17);
                var other = open(port, 17)) {
            var prompted = new CountDownLatch(1);
            SolSink shown =
                    characters -> {
                        prompted.countDown();
                        return true;
                    };
            try (var first = SolConsole.activate(session, SolOptions.DEFAULT, shown)) {
                assertThatThrownBy(() -> SolConsole.activate(other, SolOptions.DEFAULT, shown))
                        .asInstanceOf(type(SolException.class))
                        .returns(SolException.Reason.ALREADY_ACTIVE, SolException::reason);
                var taker =
                        Thread.ofVirtual()
                                .start(() -> {
                                    try (var second =
                                            SolConsole.activate(
                                                    other,
                                                    SolOptions.DEFAULT.withTakeover(true),
                                                    _ -> true)) {
                                        second.endWhenQuiet(QUIET);
                                        second.run();
                                    } catch (Exception e) {
                                        throw new IllegalStateException(e);
                                    }
                                });

                assertThat(first.run().reason()).isEqualTo(SolEnd.Reason.DEACTIVATED);
                taker.join();
            }
            assertThat(prompted.await(1, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void asksForTheLevelThatTheConsoleNeeds() throws Exception {
        try (var port = UdpPort.open(1);
                var session =
                        IpmiSession.open(
                                port,
                                address(),
                                credentials(),
                                options(17).withPrivilege(PrivilegeLevel.OPERATOR))) {
            assertThatThrownBy(() -> SolConsole.activate(session, SolOptions.DEFAULT, _ -> true))
                    .asInstanceOf(type(SolException.class))
                    .returns(SolException.Reason.PRIVILEGE, SolException::reason);
        }
    }

    @Test
    void isAConsoleForIpmitool() throws Exception {
        Path ipmitool = Peers.require("ipmitool");
        String shown =
                onATerminal(
                        "uptime\r",
                        "\r~.",
                        "%s -I lanplus -C 17 -H %s -p %d -U monitor -E sol activate"
                                .formatted(ipmitool, bmc.host(), bmc.port()));

        assertThat(shown).contains(LOG_END).contains("up 9 days").contains("terminated ipmitool");
    }

    @Test
    void isAConsoleForFreeIpmi() throws Exception {
        Path ipmiconsole = Peers.require("ipmiconsole");
        Path config =
                Files.createFile(
                        folder.resolve("freeipmi.conf"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        Files.writeString(config, "username monitor\npassword %s\n".formatted(PASSWORD));

        String shown =
                onATerminal(
                        "uptime\r",
                        "&.",
                        "%s --config-file=%s -I 17 -h %s:%d"
                                .formatted(ipmiconsole, config, bmc.host(), bmc.port()));

        assertThat(shown).contains(LOG_END).contains("up 9 days").contains("closing the conn");
    }

    /** Both programs want a terminal; {@code script} gives them one. */
    private String onATerminal(String typed, String leave, String command) throws Exception {
        Path script = Peers.require("script");
        Path keys = Files.writeString(folder.resolve("keys"), typed);
        Path end = Files.writeString(folder.resolve("end"), leave);
        String line =
                "(sleep 4; cat %s; sleep 2; cat %s; sleep 1) | timeout 40 %s -qc '%s' /dev/null"
                        .formatted(keys, end, script, command);
        return Command.run(
                        folder, Map.of("IPMI_PASSWORD", PASSWORD), List.of("/bin/sh", "-c", line))
                .output();
    }

    /** What is shown until the console is quiet. */
    private String converse(String typed, SolOptions options, int suite) throws Exception {
        var shown = new ByteArrayOutputStream();
        SolSink sink =
                characters -> {
                    shown.writeBytes(characters.toArray());
                    return true;
                };
        byte[] keys = typed.getBytes(StandardCharsets.US_ASCII);
        try (var port = UdpPort.open(1);
                var session = open(port, suite);
                var console = SolConsole.activate(session, options, sink)) {
            console.write(keys, 0, keys.length);
            console.endWhenQuiet(QUIET.multipliedBy(3));
            assertThat(console.run().reason()).isEqualTo(SolEnd.Reason.CLOSED);
        }
        return shown.toString(StandardCharsets.US_ASCII);
    }

    private IpmiSession open(UdpPort port, int suite) throws Exception {
        return IpmiSession.open(port, address(), credentials(), options(suite));
    }

    private static SessionOptions options(int suite) {
        var patient =
                new RetryPolicy(
                        Duration.ofMillis(50), Duration.ofMillis(100), 20, Duration.ofSeconds(20));
        return SessionOptions.DEFAULT
                .withCipherSuite(CipherSuite.of(suite))
                .withPrivilege(PrivilegeLevel.ADMINISTRATOR)
                .withRetryPolicy(patient);
    }

    private BmcAddress address() {
        return new BmcAddress(bmc.host(), bmc.port());
    }

    private static Credentials credentials() {
        return Credentials.of("monitor", PASSWORD.getBytes(StandardCharsets.UTF_8));
    }
}
