package dev.sideband.ipmi.sol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.sideband.ipmi.client.BmcAddress;
import dev.sideband.ipmi.client.FakeBmc;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.client.SessionOptions;
import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.sol.SolException.Reason;
import dev.sideband.ipmi.wire.Bytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGeneratorFactory;

/** Consoles from activation to their end, on a network and a clock of the test's own. */
class SolConsoleTest {
    private static final BmcAddress ADDRESS = new BmcAddress("127.0.0.1", 9623);
    private static final SessionOptions LOGIN =
            SessionOptions.DEFAULT.withCipherSuite(CipherSuite.SUITE_17);
    private static final int DEACTIVATE = 0x49;
    private static final int CLOSE_SESSION = 0x3C;

    private final ScriptedConsole system =
            new ScriptedConsole(RandomGeneratorFactory.of("L64X128MixRandom").create(1));
    private final SlowNetwork network =
            new SlowNetwork(
                    RandomGeneratorFactory.of("L64X128MixRandom").create(2), system.bmc::receive);
    private final Screen screen = new Screen();

    SolConsoleTest() {
        system.connect(network);
    }

    @ParameterizedTest
    @CsvSource({
        "0x80, ALREADY_ACTIVE",
        "0x81, DISABLED",
        "0x82, LIMIT_REACHED",
        "0x83, ENCRYPTION_REFUSED",
        "0x84, ENCRYPTION_NEEDED",
        "0xD4, PRIVILEGE",
        "0xC1, UNSUPPORTED",
        "0xFF, REFUSED"
    })
    void saysWhyThereIsNoConsole(int code, Reason reason) throws Exception {
        system.refuseActivation(code);
        try (var session = open()) {
            assertThatThrownBy(() -> activate(session, SolOptions.DEFAULT))
                    .asInstanceOf(type(SolException.class))
                    .returns(reason, SolException::reason)
                    .extracting(Throwable::getMessage)
                    .asString()
                    .contains("127.0.0.1:9623")
                    .contains("%02Xh".formatted(code));
        }
    }

    @Test
    void takesTheConsoleOverWhereItIsWanted() throws Exception {
        system.refuseActivation(0x80);
        try (var session = open();
                var _ = activate(session, SolOptions.DEFAULT.withTakeover(true))) {
            assertThat(system.isActive()).isTrue();
        }
        assertThat(system.commands.subList(1, 4)).containsExactly(0x48, DEACTIVATE, 0x48);
    }

    @Test
    void namesTheOtherPortOnWhichTheConsoleIs() throws Exception {
        system.answerActivation(Bytes.fromHex("00000000" + "cc00" + "cc00" + "3930" + "ffff"));
        try (var session = open()) {
            assertThatThrownBy(() -> activate(session, SolOptions.DEFAULT))
                    .asInstanceOf(type(SolException.class))
                    .returns(Reason.OTHER_PORT, SolException::reason)
                    .satisfies(e -> assertThat(e).hasMessageContaining("12345"));
        }
    }

    @ParameterizedTest
    @CsvSource({"6f02", "026f", "0000", "9725", "2597"})
    void bearsPortsThatBmcsName(String port) throws Exception {
        system.answerActivation(Bytes.fromHex("00000000" + "cc00" + "cc00" + port + "ffff"));
        try (var session = open();
                var console = activate(session, SolOptions.DEFAULT)) {
            assertThat(console.maxCharacters()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"0800, 4", "0008, 4", "ff00, 200", "00ff, 200", "0000, 60", "ffff, 60"})
    void sendsNoMoreThanTheBmcTakes(String size, int characters) throws Exception {
        system.answerActivation(Bytes.fromHex("00000000" + size + "cc00" + "6f02" + "ffff"));
        try (var session = open();
                var console = activate(session, SolOptions.DEFAULT)) {
            assertThat(console.maxCharacters()).isEqualTo(characters);
        }
    }

    @Test
    void givesTheConsoleAndTheSessionBack() throws Exception {
        try (var session = open();
                var console = activate(session, SolOptions.DEFAULT)) {
            console.end();
            assertThat(console.run().reason()).isEqualTo(SolEnd.Reason.CLOSED);
        }
        assertThat(system.commands).endsWith(DEACTIVATE, CLOSE_SESSION);
        assertThat(system.isActive()).isFalse();
    }

    @Test
    void tellsThatTheBmcEndedIt() throws Exception {
        assertThat(endAfterFirstKey(() -> system.send(SolPacket.ack(0, 0, SolPacket.DEACTIVATED))))
                .isEqualTo(SolEnd.Reason.DEACTIVATED);
        assertThat(system.commands).doesNotContain(DEACTIVATE);
    }

    @Test
    void findsOutThatTheConsoleIsGoneThoughNobodySaysSo() throws Exception {
        assertThat(endAfterFirstKey(system::forget)).isEqualTo(SolEnd.Reason.DEACTIVATED);
        assertThat(network.nanoTime()).isLessThan(Duration.ofSeconds(30).toNanos());
    }

    @Test
    void tellsThatTheSessionIsLost() throws Exception {
        assertThat(endAfterFirstKey(system.bmc::reset)).isEqualTo(SolEnd.Reason.SESSION_LOST);
    }

    @Test
    void tellsThatTheBmcTakesNoCharacters() throws Exception {
        try (var session = open();
                var console = activate(session, SolOptions.DEFAULT)) {
            system.bmc.withConsole((_, _) -> List.of());
            press(console, "x");
            assertThat(console.run().reason()).isEqualTo(SolEnd.Reason.STALLED);
        }
        assertThat(system.commands).endsWith(DEACTIVATE, CLOSE_SESSION);
    }

    private SolEnd.Reason endAfterFirstKey(Runnable happening) throws Exception {
        try (var session = open();
                var console = activate(session, SolOptions.DEFAULT)) {
            press(console, "x");
            network.after(Duration.ofMillis(100), happening);
            return console.run().reason();
        }
    }

    @Test
    void keepsAQuietSessionAlive() throws Exception {
        try (var session = open();
                var console = activate(session, SolOptions.DEFAULT)) {
            int before = system.commands.size();
            network.after(Duration.ofMinutes(5), console::end);
            assertThat(console.run().reason()).isEqualTo(SolEnd.Reason.CLOSED);
            assertThat(system.commands.size() - before).isBetween(28, 32);
        }
    }

    @Test
    void answersCommandsWhileTheServerPrints() throws Exception {
        system.print("booting".repeat(200).getBytes(StandardCharsets.US_ASCII));
        try (var session = open();
                var console = activate(session, SolOptions.DEFAULT)) {
            press(console, "x");
            console.endWhenQuiet(Duration.ofSeconds(1));
            network.after(Duration.ofMillis(3), () -> {});
            console.run();
            assertThat(session.send(new GetDeviceId()).productId()).isEqualTo(0x100);
        }
        assertThat(screen.shown.toString(StandardCharsets.US_ASCII))
                .isEqualTo("booting".repeat(200));
    }

    @Test
    void passesOnWhatTheBmcSays() throws Exception {
        endAfterFirstKey(() -> {
            system.send(SolPacket.ack(0, 0, SolPacket.UNAVAILABLE));
            system.send(SolPacket.ack(0, 0, SolPacket.UNAVAILABLE | SolPacket.OVERRUN));
            system.send(SolPacket.ack(0, 0, SolPacket.BREAK_DETECTED));
            system.send(SolPacket.ack(0, 0, SolPacket.DEACTIVATED));
        });
        assertThat(screen.notices)
                .containsExactlyInAnyOrder(
                        SolNotice.TRANSFER_UNAVAILABLE,
                        SolNotice.OVERRUN,
                        SolNotice.TRANSFER_AVAILABLE,
                        SolNotice.BREAK);
    }

    @Test
    void takesNothingOnceItHasEnded() throws Exception {
        try (var session = open();
                var console = activate(session, SolOptions.DEFAULT)) {
            console.end();
            console.run();
            assertThat(console.write(new byte[1], 0, 1)).isFalse();
            assertThat(console.sendBreak()).isFalse();
        }
    }

    private IpmiSession open() throws Exception {
        return IpmiSession.open(network, ADDRESS, FakeBmc.CREDENTIALS, LOGIN);
    }

    private SolConsole activate(IpmiSession session, SolOptions options) throws Exception {
        return SolConsole.activate(session, options, screen);
    }

    private static void press(SolConsole console, String text) throws InterruptedException {
        byte[] keys = text.getBytes(StandardCharsets.US_ASCII);
        console.write(keys, 0, keys.length);
    }

    /** Shows everything. */
    private static final class Screen implements SolSink {
        private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
        private final List<SolNotice> notices = new ArrayList<>();

        @Override
        public boolean offer(Bytes characters) {
            shown.writeBytes(characters.toArray());
            return true;
        }

        @Override
        public void notice(SolNotice notice) {
            notices.add(notice);
        }
    }
}
