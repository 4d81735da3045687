package dev.sideband.ipmi.sol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.client.Credentials;
import dev.sideband.ipmi.client.DatagramPort;
import dev.sideband.ipmi.client.DeafOncePort;
import dev.sideband.ipmi.client.ForeignBmc;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.client.RetryPolicy;
import dev.sideband.ipmi.client.SessionOptions;
import dev.sideband.ipmi.client.UdpPort;
import dev.sideband.ipmi.client.UnreliablePort;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.message.PrivilegeLevel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Serial over LAN of OpenIPMI's BMC simulator, in front of a serial port that sends back what it
 * gets. It works once in the simulator's life, so each test has one of its own.
 */
class SolConsoleIT {
    private static final Duration QUIET = Duration.ofSeconds(5);

    /** The simulator throws its output away when it has sent again for the sixth time in all. */
    private static final int MOST_LOST = 4;

    @TempDir private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6, 11})
    void carriesCharactersWithEverySuite(int suite) throws Exception {
        try (var port = UdpPort.open(1)) {
            assertThat(echoed("hello over there", port, suite)).isEqualTo("hello over there");
        }
    }

    @Test
    void carriesMoreThanOnePacketHolds() throws Exception {
        String text = "0123456789abcdef".repeat(500);
        try (var port = UdpPort.open(1)) {
            assertThat(echoed(text, port, 3)).isEqualTo(text);
        }
    }

    @Test
    void carriesEachCharacterOnceOverABadNetwork() throws Exception {
        String text = "0123456789abcdef".repeat(100);
        long seed = System.nanoTime();
        System.out.printf("bad network: seed %d%n", seed);
        try (var port = UdpPort.open(1)) {
            var bad = new UnreliablePort(port, seed, MOST_LOST);
            assertThat(echoed(text, bad, 3)).as("seed %d", seed).isEqualTo(text);
            assertThat(bad.lost()).as("seed %d", seed).isPositive();
        }
    }

    @Test
    void hasTheConsoleWhenTheAnswerToTheActivationWasLost() throws Exception {
        try (var port = UdpPort.open(1)) {
            var deaf = new DeafOncePort(port, SolConsoleIT::isActivation);
            assertThat(echoed("hello over there", deaf, 1)).isEqualTo("hello over there");
            assertThat(deaf.lost()).isOne();
        }
    }

    /** An answer to Activate Payload, in a packet that is not encrypted. */
    private static boolean isActivation(byte[] datagram) {
        return datagram.length > 21 && datagram[5] == 0 && datagram[21] == 0x48;
    }

    private String echoed(String text, DatagramPort port, int suite) throws Exception {
        var shown = new ByteArrayOutputStream();
        SolSink sink =
                characters -> {
                    shown.writeBytes(characters.toArray());
                    return true;
                };
        byte[] keys = text.getBytes(StandardCharsets.US_ASCII);
        try (var serial = new EchoingSerialPort();
                var bmc = ForeignBmc.simulator(folder, serial.configuration(), "");
                var session =
                        IpmiSession.open(
                                port,
                                bmc.address(),
                                Credentials.of(
                                        ForeignBmc.USER,
                                        ForeignBmc.PASSWORD.getBytes(StandardCharsets.UTF_8)),
                                options(suite));
                var console = SolConsole.activate(session, SolOptions.DEFAULT, sink)) {
            console.write(keys, 0, keys.length);
            console.endWhenQuiet(QUIET);
            SolEnd end = console.run();
            assertThat(end.reason()).as(end.message()).isEqualTo(SolEnd.Reason.CLOSED);
        }
        return shown.toString(StandardCharsets.US_ASCII);
    }

    private static SessionOptions options(int suite) {
        var patient =
                new RetryPolicy(
                        Duration.ofMillis(100), Duration.ofMillis(200), 20, Duration.ofSeconds(20));
        return SessionOptions.DEFAULT
                .withCipherSuite(CipherSuite.of(suite))
                .withPrivilege(PrivilegeLevel.ADMINISTRATOR)
                .withRetryPolicy(patient);
    }

    /** What the simulator takes for its server's serial port: a connection by TCP. */
    private static final class EchoingSerialPort implements AutoCloseable {
        private final ServerSocket listener;

        EchoingSerialPort() throws IOException {
            listener = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
            Thread.ofVirtual().start(this::serve);
        }

        String configuration() {
            return "sol \"tcp:127.0.0.1:%d\" 115200".formatted(listener.getLocalPort());
        }

        private void serve() {
            try (Socket simulator = listener.accept()) {
                simulator.getInputStream().transferTo(simulator.getOutputStream());
            } catch (IOException e) {
                // Closed: the test is over.
            }
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }
}
