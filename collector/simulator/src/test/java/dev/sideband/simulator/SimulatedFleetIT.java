package dev.sideband.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sideband.ipmi.rmcp.AsfMessage;
import dev.sideband.simulator.fault.Scenario;
import dev.sideband.simulator.model.SelRecord;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

class SimulatedFleetIT {
    private static final int MEMORY = 0x0C;
    private static final int TIMEOUT_MILLIS = 5000;

    /** Long enough to be sure that nothing comes, on loopback. */
    private static final int SILENCE_MILLIS = 150;

    @Test
    void everyBmcHasAPortOfItsOwn() throws Exception {
        try (var fleet = SimulatedFleet.start(FleetOptions.of(300, 1))) {
            assertThat(fleet.bmcs()).extracting(SimulatedBmc::port).doesNotHaveDuplicates();
            assertThat(fleet.bmcs()).extracting(SimulatedBmc::id).doesNotHaveDuplicates();
            for (SimulatedBmc bmc : fleet.bmcs()) {
                assertThat(ping(bmc, TIMEOUT_MILLIS)).as(bmc.toString()).isTrue();
            }
        }
    }

    @Test
    void everyBmcHasAnAddressOfItsOwn() throws Exception {
        int port = freePort(InetAddress.getByName("127.77.0.1"));
        var options =
                FleetOptions.of(300, 1)
                        .withAddress(InetAddress.getByName("127.77.0.1"), port)
                        .withThreads(2);
        try (var fleet = SimulatedFleet.start(options)) {
            assertThat(fleet.bmcs().getLast().host()).isEqualTo("127.77.1.46");
            for (SimulatedBmc bmc : fleet.bmcs()) {
                assertThat(bmc.port()).isEqualTo(port);
                assertThat(ping(bmc, TIMEOUT_MILLIS)).as(bmc.toString()).isTrue();
            }
        }
    }

    @Test
    void saysWhichAddressIsTaken() throws Exception {
        try (var taken = new DatagramSocket(0, InetAddress.getByName("127.78.0.2"))) {
            var options =
                    FleetOptions.of(3, 1)
                            .withAddress(InetAddress.getByName("127.78.0.1"), taken.getLocalPort());

            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> SimulatedFleet.start(options).close())
                    .withMessageContaining("127.78.0.2:" + taken.getLocalPort());
        }
    }

    @Test
    void aHangingBmcLeavesTheOthersAlone() throws Exception {
        try (var fleet = SimulatedFleet.start(FleetOptions.of(2, 1))) {
            SimulatedBmc sick = fleet.bmcs().getFirst();
            sick.setHang(true);

            assertThat(ping(sick, SILENCE_MILLIS)).isFalse();
            assertThat(ping(fleet.bmcs().getLast(), TIMEOUT_MILLIS)).isTrue();

            sick.setHang(false);
            assertThat(ping(sick, TIMEOUT_MILLIS)).isTrue();
        }
    }

    @Test
    void theSameSeedIsTheSameFleet() {
        var clock = new StoppedClock();
        try (var one = SimulatedFleet.start(FleetOptions.of(12, 7).withClock(clock));
                var other = SimulatedFleet.start(FleetOptions.of(12, 7).withClock(clock))) {
            play(one);
            play(other);
            clock.goOn(Duration.ofSeconds(90));

            for (int i = 0; i < 12; i++) {
                SimulatedBmc bmc = one.bmcs().get(i);
                SimulatedBmc twin = other.bmcs().get(i);
                assertThat(twin.guid()).isEqualTo(bmc.guid());
                assertThat(twin.truth()).isEqualTo(bmc.truth());
                assertThat(twin.selRecordsAdded()).isEqualTo(bmc.selRecordsAdded());
            }
        }
    }

    @Test
    void aScenarioLeavesAssertionsAndDeassertions() {
        var clock = new StoppedClock();
        var options = FleetOptions.of(20, 3).withClock(clock).withTimeScale(10);
        try (var fleet = SimulatedFleet.start(options)) {
            play(fleet);
            clock.goOn(Duration.ofSeconds(40));
            assertThat(events(fleet, false)).isGreaterThan(8);

            clock.goOn(Duration.ofSeconds(35));
            assertThat(events(fleet, true)).isGreaterThan(8);
            assertThat(fleet.bmcs()).allSatisfy(bmc -> assertThat(bmc.faults()).isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void eachFaultIsLoggedOnceAndTakenBackOnce(long seed) {
        var clock = new StoppedClock();
        var options = FleetOptions.of(20, seed).withClock(clock).withTimeScale(10);
        try (var fleet = SimulatedFleet.start(options)) {
            fleet.play(Scenario.of(seed, fleet.shapes(), Duration.ofSeconds(90), 1));
            clock.goOn(Duration.ofSeconds(75));

            for (SimulatedBmc bmc : fleet.bmcs()) {
                // Number, event type and direction, offset: all that tells two events apart.
                List<String> events =
                        bmc.selRecordsAdded().stream()
                                .filter(entry -> entry.bytes().u8(10) != MEMORY)
                                .map(entry -> entry.bytes().toHex().substring(22, 28))
                                .toList();
                assertThat(events).as("seed %d, %s", seed, bmc).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void evenOneServerCanPlayAThousandCycles() {
        var clock = new StoppedClock();
        var options = FleetOptions.of(1, 3).withClock(clock).withTimeScale(10);
        try (var fleet = SimulatedFleet.start(options)) {
            fleet.play(Scenario.of(1, fleet.shapes(), Duration.ofSeconds(90), 1000));
            clock.goOn(Duration.ofSeconds(90 * 5));

            assertThat(events(fleet, true)).isGreaterThan(5 * 8);
        }
    }

    @Test
    void writesTargetsAndHidesThePassword(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("targets.yaml");
        try (var fleet = SimulatedFleet.start(FleetOptions.of(11, 1))) {
            fleet.writeTargets(file);
            fleet.writeTargets(file, Duration.ofSeconds(5));

            String text = Files.readString(file);
            SimulatedBmc last = fleet.bmcs().getLast();
            assertThat(text)
                    .contains("username: \"monitor\"", "interval: 5000ms")
                    .contains("- id: r02-u01", "ipmi: \"127.0.0.1:%d\"".formatted(last.port()))
                    .contains("rack: \"r02\", unit: 1", "power-feeds: [pdu-a02, pdu-b02]")
                    .doesNotContain(fleet.options().password());
            Path secret = folder.resolve("targets.yaml.password");
            assertThat(secret).hasContent(fleet.options().password() + "\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                    .isEqualTo("rw-------");
            assertThat(fleet.options().toString()).doesNotContain(fleet.options().password());
        }
    }

    @Test
    void refusesOptionsThatCannotBe() throws Exception {
        InetAddress elsewhere = InetAddress.getByAddress(new byte[] {10, 0, 0, 1});

        assertThatIllegalArgumentException().isThrownBy(() -> FleetOptions.of(0, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FleetOptions.of(1, 1).withAddress(elsewhere, 623))
                .withMessageContaining("127.0.0.0/8");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SimulatedFleet.start(FleetOptions.of(1, 1).withTimeScale(0)));
    }

    private static void play(SimulatedFleet fleet) {
        fleet.play(Scenario.of(5, fleet.shapes(), Duration.ofSeconds(90), 1));
    }

    private static long events(SimulatedFleet fleet, boolean deasserted) {
        return fleet.bmcs().stream()
                .map(SimulatedBmc::selRecordsAdded)
                .flatMap(List<SelRecord>::stream)
                .filter(entry -> (entry.bytes().u8(12) & 0x80) != 0 == deasserted)
                .count();
    }

    private static int freePort(InetAddress address) throws IOException {
        try (var socket = new DatagramSocket(0, address)) {
            return socket.getLocalPort();
        }
    }

    private static boolean ping(SimulatedBmc bmc, int timeoutMillis) throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(timeoutMillis);
            byte[] ping = new AsfMessage.Ping(1).toDatagram();
            socket.send(new DatagramPacket(ping, ping.length, bmc.address()));
            var answer = new DatagramPacket(new byte[64], 64);
            socket.receive(answer);
            return answer.getSocketAddress().equals(bmc.address());
        } catch (SocketTimeoutException e) {
            return false;
        }
    }
}
