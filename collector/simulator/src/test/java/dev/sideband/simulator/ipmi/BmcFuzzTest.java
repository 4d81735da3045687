package dev.sideband.simulator.ipmi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.message.IpmiMessage;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.session.OpenSessionRequest;
import dev.sideband.ipmi.session.Packet;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.simulator.model.Blueprint;
import dev.sideband.simulator.model.Server;
import dev.sideband.simulator.model.SimulatedTime;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;

/** Whatever comes, a BMC lives on and says nothing that is not an answer. */
class BmcFuzzTest {
    private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");
    private static final int ROUNDS = 2000;
    private static final int GET_DEVICE_ID = 0x01;

    private final Bmc bmc = bmc();

    static LongStream seeds() {
        long first = Long.getLong("sideband.fuzz.seed", 0);
        return LongStream.range(first, first + 10 * Long.getLong("sideband.fuzz", 1));
    }

    private static Bmc bmc() {
        var server = new Server(Blueprint.all().get(4), 4, new SimulatedTime(NOW, 1));
        byte[] password = "open sesame".getBytes(StandardCharsets.UTF_8);
        var account = new Account("admin", password, PrivilegeLevel.ADMINISTRATOR);
        return new Bmc(server, List.of(account), new SecureRandom());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomDatagramsGetNoAnswer(long seed) {
        RandomGenerator random = random(seed);
        for (int n = 0; n < ROUNDS; n++) {
            byte[] datagram = new byte[random.nextInt(120)];
            random.nextBytes(datagram);
            assertThat(bmc.answer(datagram, NOW)).as("seed %d, round %d", seed, n).isEmpty();
        }
        assertLives();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void damagedHandshakesAreAnsweredByHandshakesOrNotAtAll(long seed) {
        RandomGenerator random = random(seed);
        for (int n = 0; n < ROUNDS; n++) {
            var request = new OpenSessionRequest(n & 0xFF, 4, n, CipherSuite.SUITE_17.algorithms());
            byte[] datagram = damaged(request.toDatagram(), random);
            Optional<byte[]> answer = bmc.answer(datagram, NOW.plusSeconds(n));
            answer.map(Packet::decode)
                    .ifPresent(packet -> assertThat(packet).isInstanceOf(Packet.Sessionless.class));
        }
        assertLives();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyCommandWithAnyDataGetsItsAnswer(long seed) {
        RandomGenerator random = random(seed);
        TestConsole console =
                TestConsole.loggedIn(bmc, 1 + (int) seed, NOW, "admin", "open sesame");
        console.send(NetFn.APP, 0x3B, 4);
        for (int n = 0; n < ROUNDS; n++) {
            int netFn = random.nextInt(32) * 2;
            int command = random.nextInt(256);
            if (netFn == NetFn.APP && (command == 0x3C || command == 0x3B)) {
                continue;
            }
            int[] data = random.ints(random.nextInt(12), 0, 256).toArray();
            IpmiMessage.Response response = console.send(netFn, command, data);
            assertThat(response.netFn()).isEqualTo(netFn + 1);
            assertThat(response.command()).isEqualTo(command);
            assertThat(response.data().length()).isLessThan(80 + 255);
            if (response.completionCode() != 0) {
                assertThat(response.data()).isEqualTo(Bytes.EMPTY);
            }
        }
        assertThat(console.send(NetFn.APP, GET_DEVICE_ID).completionCode()).isZero();
    }

    private void assertLives() {
        // What the noise has left behind is given up after a while.
        Instant later = NOW.plusSeconds(100_000);
        TestConsole console = TestConsole.loggedIn(bmc, 7, later, "admin", "open sesame");
        assertThat(console.send(NetFn.APP, GET_DEVICE_ID).completionCode()).isZero();
    }

    private static byte[] damaged(byte[] datagram, RandomGenerator random) {
        int length = random.nextInt(3) == 0 ? random.nextInt(datagram.length) : datagram.length;
        byte[] copy = Arrays.copyOf(datagram, length);
        for (int n = random.nextInt(3); n > 0 && length > 0; n--) {
            copy[random.nextInt(length)] = (byte) random.nextInt();
        }
        return copy;
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}
