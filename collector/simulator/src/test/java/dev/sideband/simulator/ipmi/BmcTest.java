package dev.sideband.simulator.ipmi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.crypto.Algorithms;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.IpmiMessage;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.rmcp.AsfMessage;
import dev.sideband.ipmi.session.HandshakeStatus;
import dev.sideband.ipmi.session.OpenSessionRequest;
import dev.sideband.ipmi.session.Packet;
import dev.sideband.ipmi.session.Rakp4;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.simulator.model.Blueprint;
import dev.sideband.simulator.model.Server;
import dev.sideband.simulator.model.SimulatedTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Login, sessions and who may do what. */
class BmcTest {
    private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");
    private static final String ADMIN = "admin";
    private static final String USER = "monitor";
    private static final String PASSWORD = "open sesame";

    private static final int GET_DEVICE_ID = 0x01;
    private static final int SET_PRIVILEGE = 0x3B;
    private static final int CLOSE_SESSION = 0x3C;
    private static final int RESERVE_SEL = 0x42;
    private static final int CLEAR_SEL = 0x47;

    private final Bmc bmc = bmc();

    private static Bmc bmc() {
        var server = new Server(Blueprint.all().getFirst(), 4, new SimulatedTime(NOW, 1));
        return new Bmc(
                server,
                List.of(
                        account(ADMIN, PrivilegeLevel.ADMINISTRATOR),
                        account(USER, PrivilegeLevel.USER)),
                new SecureRandom());
    }

    private static Account account(String name, PrivilegeLevel limit) {
        return new Account(name, PASSWORD.getBytes(StandardCharsets.UTF_8), limit);
    }

    @Test
    void answersAPing() {
        byte[] pong = bmc.answer(new AsfMessage.Ping(9).toDatagram(), NOW).orElseThrow();

        assertThat(Packet.decode(pong)).isEqualTo(new Packet.Asf(new AsfMessage.Pong(9, true)));
    }

    @ParameterizedTest
    @EnumSource
    void logsInWithEachSuite(CipherSuite suite) {
        BmcSettings every =
                BmcSettings.of(
                                Blueprint.all().getFirst().profile(),
                                List.of(account(ADMIN, PrivilegeLevel.ADMINISTRATOR)))
                        .withSuites(CipherSuite.values());
        var server = new Server(Blueprint.all().getFirst(), 4, new SimulatedTime(NOW, 1));
        var console = new TestConsole(new Bmc(server, every, new SecureRandom()), suite, 77, NOW);

        assertThat(console.open().status()).isZero();
        assertThat(console.rakp1(ADMIN, 4).status()).isZero();
        assertThat(console.rakp3(PASSWORD).status()).isZero();
        assertThat(console.send(NetFn.APP, GET_DEVICE_ID).data().toHex())
                .startsWith("20010710028f");
    }

    @Test
    void saysItsSuitesBeforeLoginInBothFramings() {
        var request =
                IpmiMessage.Request.toBmc(
                        NetFn.APP, 0, 5, 0x54, Bytes.of(new byte[] {14, 0, (byte) 0x80}));
        Bytes bytes = Bytes.of(request.toByteArray());

        var old = (Packet.Sessionless15) answer(new Packet.Sessionless15(bytes).toDatagram());
        var plus = (Packet.Sessionless) answer(new Packet.Sessionless(0, bytes).toDatagram());

        assertThat(old.message()).isEqualTo(plus.payload());
        assertThat(old.message().toHex()).contains("01c003014181c011034481");
    }

    @Test
    void saysThatItSpeaksIpmi20WhenAsked() {
        var request =
                IpmiMessage.Request.toBmc(NetFn.APP, 0, 5, 0x38, Bytes.of((byte) 0x8E, (byte) 4));

        var answer =
                (Packet.Sessionless15)
                        answer(
                                new Packet.Sessionless15(Bytes.of(request.toByteArray()))
                                        .toDatagram());

        assertThat(answer.message().toHex()).contains("0001800402");
    }

    @Test
    void keepsSilentAboutEverythingElseBeforeLogin() {
        for (int netFn = 0; netFn < 64; netFn += 2) {
            for (int command = 0; command < 256; command++) {
                if (netFn == NetFn.APP && List.of(0x37, 0x38, 0x54).contains(command)) {
                    continue;
                }
                var request = IpmiMessage.Request.toBmc(netFn, 0, 1, command, Bytes.EMPTY);
                Bytes bytes = Bytes.of(request.toByteArray());
                assertThat(bmc.answer(new Packet.Sessionless15(bytes).toDatagram(), NOW))
                        .as("%02Xh %02Xh", netFn, command)
                        .isEmpty();
            }
        }
    }

    @Test
    void refusesSuitesItDoesNotHave() {
        var console = new TestConsole(bmc, CipherSuite.SUITE_17, 77, NOW);

        var none = console.open(new OpenSessionRequest(1, 4, 77, new Algorithms(0, 0, 0)));
        var md5 = console.open(new OpenSessionRequest(1, 4, 77, new Algorithms(2, 2, 1)));

        assertThat(none.status()).isEqualTo(HandshakeStatus.NO_MATCHING_SUITE);
        assertThat(md5.status()).isEqualTo(HandshakeStatus.NO_MATCHING_SUITE);
    }

    @Test
    void noProfileIsDeliveredWithSuite0() {
        assertThat(Blueprint.all())
                .allSatisfy(one ->
                        assertThat(one.profile().cipherSuites()).contains(3, 17).doesNotContain(0));
    }

    @Test
    void refusesAnUnknownUser() {
        var console = new TestConsole(bmc, CipherSuite.SUITE_3, 77, NOW);
        console.open();

        assertThat(console.rakp1("nobody", 4).status())
                .isEqualTo(HandshakeStatus.UNAUTHORIZED_NAME);
    }

    @Test
    void refusesAWrongPasswordAndForgetsTheSession() {
        var console = new TestConsole(bmc, CipherSuite.SUITE_3, 77, NOW);
        console.open();
        console.rakp1(ADMIN, 4);

        assertThat(console.rakp3("open barley").status())
                .isEqualTo(HandshakeStatus.INVALID_CHECK_VALUE);
        assertThat(console.rakp3(PASSWORD).status()).isEqualTo(HandshakeStatus.INVALID_SESSION_ID);
    }

    @Test
    void refusesALevelAboveTheUsersLimit() {
        var console = new TestConsole(bmc, CipherSuite.SUITE_3, 77, NOW);
        console.open();

        assertThat(console.rakp1(USER, 4).status()).isEqualTo(HandshakeStatus.UNAUTHORIZED_ROLE);
    }

    @Test
    void repeatsItsAnswersToRepeatedHandshakeMessages() {
        var console = new TestConsole(bmc, CipherSuite.SUITE_17, 77, NOW);

        assertThat(console.open()).isEqualTo(console.open());
        assertThat(console.rakp1(ADMIN, 4)).isEqualTo(console.rakp1(ADMIN, 4));
        Rakp4 first = console.rakp3(PASSWORD);
        assertThat(console.rakp3(PASSWORD)).isEqualTo(first);
        assertThat(console.send(NetFn.APP, GET_DEVICE_ID).completionCode()).isZero();
    }

    @Test
    void hasNoMoreSessionsThanItsLimit() {
        int limit = bmc.server().blueprint().profile().sessionLimit();
        TestConsole first = login(1);
        for (int n = 2; n <= limit; n++) {
            login(n);
        }
        var late = new TestConsole(bmc, CipherSuite.SUITE_17, 99, NOW);

        assertThat(late.open().status()).isEqualTo(HandshakeStatus.NO_FREE_SESSION);

        close(first);
        assertThat(late.open().status()).isZero();
    }

    @Test
    void givesUpSessionsThatNobodySpeaksIn() {
        int limit = bmc.server().blueprint().profile().sessionLimit();
        TestConsole speaking = login(1);
        for (int n = 2; n <= limit; n++) {
            login(n);
        }

        speaking.at(NOW.plusSeconds(50));
        speaking.send(NetFn.APP, GET_DEVICE_ID);
        var late = new TestConsole(bmc, CipherSuite.SUITE_17, 99, NOW.plusSeconds(70));

        assertThat(late.open().status()).isZero();
        speaking.at(NOW.plusSeconds(100));
        assertThat(speaking.send(NetFn.APP, GET_DEVICE_ID).completionCode()).isZero();
        speaking.at(NOW.plusSeconds(170));
        assertThat(speaking.sendAgain(speaking.request(NetFn.APP, GET_DEVICE_ID))).isEmpty();
    }

    @Test
    void beginsAtUserLevelAndRaisesUpToTheLimit() {
        TestConsole console = login(1);

        assertThat(console.send(NetFn.STORAGE, CLEAR_SEL).completionCode())
                .isEqualTo(CompletionCode.INSUFFICIENT_PRIVILEGE);
        assertThat(console.send(NetFn.APP, SET_PRIVILEGE, 0).data().toHex()).isEqualTo("02");
        assertThat(console.send(NetFn.APP, SET_PRIVILEGE, 4).data().toHex()).isEqualTo("04");
        assertThat(console.send(NetFn.APP, SET_PRIVILEGE, 5).completionCode()).isEqualTo(0x81);
        assertThat(console.send(NetFn.APP, SET_PRIVILEGE, 9).completionCode())
                .isEqualTo(CompletionCode.INVALID_DATA);
    }

    @Test
    void aUserCannotBecomeAdministrator() {
        var console = new TestConsole(bmc, CipherSuite.SUITE_17, 5, NOW);
        console.open();
        console.rakp1(USER, 2);
        console.rakp3(PASSWORD);

        assertThat(console.send(NetFn.APP, SET_PRIVILEGE, 4).completionCode()).isEqualTo(0x81);
        assertThat(console.send(NetFn.APP, SET_PRIVILEGE, 2).completionCode()).isZero();
    }

    @Test
    void onlyAnAdministratorClearsTheLogAndOnlyWithItsNewestReservation() {
        TestConsole console = login(1);
        console.send(NetFn.APP, SET_PRIVILEGE, 4);
        int old = u16(console.send(NetFn.STORAGE, RESERVE_SEL).data());
        int held = u16(console.send(NetFn.STORAGE, RESERVE_SEL).data());

        assertThat(clear(console, old)).isEqualTo(CompletionCode.RESERVATION_LOST);
        assertThat(clear(console, held)).isZero();
        int left = bmc.server().log(NOW, log -> log.size());
        assertThat(left).isEqualTo(1);
    }

    @Test
    void aRepeatedRequestIsCarriedOutOnce() {
        TestConsole console = login(1);
        IpmiMessage.Request request = console.request(NetFn.STORAGE, RESERVE_SEL);

        var first = console.sendAgain(request);
        var second = console.sendAgain(request);

        assertThat(second).isEqualTo(first);
        assertThat(u16(console.send(NetFn.STORAGE, RESERVE_SEL).data()))
                .isEqualTo(u16(first.orElseThrow().data()) + 1);
    }

    @Test
    void aReplayedDatagramIsNotAnswered() {
        TestConsole console = login(1);
        byte[] datagram = console.datagram(console.request(NetFn.APP, GET_DEVICE_ID));

        assertThat(bmc.answer(datagram.clone(), NOW)).isPresent();
        assertThat(bmc.answer(datagram.clone(), NOW)).isEmpty();
    }

    @Test
    void aForgedDatagramIsNotAnswered() {
        TestConsole console = login(1);
        byte[] datagram = console.datagram(console.request(NetFn.APP, GET_DEVICE_ID));
        for (int i = 0; i < datagram.length; i++) {
            byte[] forged = datagram.clone();
            forged[i] ^= 0x01;
            // RMCP's reserved byte and its sequence number are not covered by the code.
            if (i != 1 && i != 2) {
                assertThat(bmc.answer(forged, NOW)).as("byte %d", i).isEmpty();
            }
        }
        assertThat(console.sendAgain(console.request(NetFn.APP, GET_DEVICE_ID))).isPresent();
    }

    @Test
    void aRepeatedCloseIsAnsweredAndNothingElse() {
        TestConsole console = login(1);
        IpmiMessage.Request close = closing(console);

        assertThat(console.sendAgain(close).orElseThrow().completionCode()).isZero();
        assertThat(console.sendAgain(close).orElseThrow().completionCode()).isZero();
        assertThat(console.sendAgain(console.request(NetFn.APP, GET_DEVICE_ID))).isEmpty();
    }

    @Test
    void refusesToCloseASessionThatIsNone() {
        TestConsole console = login(1);
        console.send(NetFn.APP, SET_PRIVILEGE, 4);

        assertThat(console.send(NetFn.APP, CLOSE_SESSION, 1, 2, 3, 4).completionCode())
                .isEqualTo(0x87);
    }

    @Test
    void unknownCommandsAreInvalid() {
        TestConsole console = login(1);

        assertThat(console.send(NetFn.GROUP_EXTENSION, 0x00).completionCode())
                .isEqualTo(CompletionCode.INVALID_COMMAND);
        assertThat(console.send(NetFn.APP, 0xEE).completionCode())
                .isEqualTo(CompletionCode.INVALID_COMMAND);
        assertThat(console.send(NetFn.STORAGE, 0x99).completionCode())
                .isEqualTo(CompletionCode.INVALID_COMMAND);
    }

    @Test
    void requestsThatAreTooShortAreRefused() {
        TestConsole console = login(1);

        assertThat(console.send(NetFn.STORAGE, 0x23, 0).completionCode())
                .isEqualTo(CompletionCode.REQUEST_LENGTH_INVALID);
        assertThat(console.send(NetFn.SENSOR_EVENT, 0x2D).completionCode())
                .isEqualTo(CompletionCode.REQUEST_LENGTH_INVALID);
    }

    @Test
    void aResetTakesAllSessions() {
        TestConsole console = login(1);

        bmc.reset();

        assertThat(console.sendAgain(console.request(NetFn.APP, GET_DEVICE_ID))).isEmpty();
    }

    private TestConsole login(int sessionId) {
        return TestConsole.loggedIn(bmc, sessionId, NOW, ADMIN, PASSWORD);
    }

    private static void close(TestConsole console) {
        assertThat(console.sendAgain(closing(console))).isPresent();
    }

    private static IpmiMessage.Request closing(TestConsole console) {
        int id = console.bmcSessionId();
        return console.request(NetFn.APP, CLOSE_SESSION, id, id >> 8, id >> 16, id >> 24);
    }

    private static int clear(TestConsole console, int reservation) {
        return console.send(
                        NetFn.STORAGE,
                        CLEAR_SEL,
                        reservation,
                        reservation >> 8,
                        'C',
                        'L',
                        'R',
                        0xAA)
                .completionCode();
    }

    private static int u16(Bytes data) {
        return data.reader().u16("reservation");
    }

    private Packet answer(byte[] datagram) {
        Optional<byte[]> answer = bmc.answer(datagram, NOW);
        assertThat(answer).isPresent();
        return Packet.decode(answer.orElseThrow());
    }
}
