package dev.sideband.ipmi.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.NotAuthenticated;
import dev.sideband.ipmi.IpmiException.NotAuthenticated.Reason;
import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.crypto.RakpKey;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.session.DropReason;
import dev.sideband.ipmi.session.Handshake;
import dev.sideband.ipmi.session.HandshakeStatus;
import dev.sideband.ipmi.session.OpenSessionRequest;
import dev.sideband.ipmi.session.OpenSessionResponse;
import dev.sideband.ipmi.session.Packet;
import dev.sideband.ipmi.session.PayloadType;
import dev.sideband.ipmi.session.Rakp1;
import dev.sideband.ipmi.session.Rakp2;
import dev.sideband.ipmi.session.Rakp3;
import dev.sideband.ipmi.session.Rakp4;
import dev.sideband.ipmi.wire.Bytes;

import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** From Open Session to a session, on a port without sockets. */
class HandshakeTest {
    private static final BmcAddress ADDRESS = new BmcAddress("127.0.0.1", 623);

    private final FakeBmc bmc = new FakeBmc();
    private final ScriptedPort port = new ScriptedPort(bmc::receive);
    private final CountingObserver observer = new CountingObserver();
    private final SessionOptions options =
            SessionOptions.DEFAULT.withObserver(observer).withCipherSuite(CipherSuite.SUITE_17);

    @ParameterizedTest
    @EnumSource(CipherSuite.class)
    void opensASessionAndRaisesItsLevel(CipherSuite suite) throws Exception {
        try (var session = open(options.withCipherSuite(suite))) {
            assertThat(session.send(new GetDeviceId()).firmwareRevision()).isEqualTo("2.49");
        }
        assertThat(bmc.commandsHeard()).containsExactly(0x3B, 0x01, 0x3C);
        assertThat(bmc.requests.getFirst().data()).isEqualTo(Bytes.of((byte) 3));
        assertThat(port.openInboxes()).isZero();
    }

    @Test
    void asksInOpenSessionForTheLevelOfRakp1() throws Exception {
        open(options.withPrivilege(PrivilegeLevel.ADMINISTRATOR)).close();
        assertThat(bmc.heard(OpenSessionRequest.class))
                .extracting(OpenSessionRequest::privilege)
                .containsExactly(4);
        assertThat(bmc.heard(Rakp1.class)).extracting(Rakp1::role).containsExactly(0x14);
    }

    @Test
    void takesTheStrongestSuiteWhereTheBmcDoesNotList() throws Exception {
        open(anySuite()).close();
        assertThat(suitesProposed()).containsExactly(CipherSuite.SUITE_17);
    }

    @Test
    void fallsBackToTheNextSuite() throws Exception {
        bmc.suites.remove(CipherSuite.SUITE_17);
        try (var session = open(anySuite())) {
            assertThat(session.cipherSuite()).contains(CipherSuite.SUITE_3);
        }
        assertThat(suitesProposed()).containsExactly(CipherSuite.SUITE_17, CipherSuite.SUITE_3);
    }

    @Test
    void refusesASuiteOtherThanTheOneAskedFor() {
        bmc.suites.remove(CipherSuite.SUITE_17);
        assertThatRefusal(options)
                .returns(Reason.NO_CIPHER, NotAuthenticated::reason)
                .extracting(Throwable::getMessage, type(String.class))
                .satisfies(text -> assertThat(text).contains("127.0.0.1:623", "suite 17"));
        assertThat(suitesProposed()).containsExactly(CipherSuite.SUITE_17);
    }

    /** A BMC that answers with a weaker suite than proposed must not get one. */
    @Test
    void refusesASuiteThatTheBmcPutsInItsPlace() {
        bmc.withHandshakes((request, _, answers) ->
                request instanceof OpenSessionRequest open
                        ? List.of(
                                new OpenSessionResponse(
                                        open.tag(),
                                        0,
                                        4,
                                        open.consoleSessionId(),
                                        7,
                                        CipherSuite.SUITE_3.algorithms()))
                        : answers);
        assertThatRefusal(options).returns(Reason.NO_CIPHER, NotAuthenticated::reason);
    }

    @Test
    void saysThatThePasswordIsWrongAndSendsNoProofOfIt() {
        bmc.withPassword("other");
        assertThatRefusal(options).returns(Reason.BAD_PASSWORD, NotAuthenticated::reason);
        assertThat(bmc.heard(Rakp3.class))
                .extracting(Rakp3::status, Rakp3::code)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                HandshakeStatus.INVALID_CHECK_VALUE, Bytes.EMPTY));
        assertThat(port.openInboxes()).isZero();
    }

    @Test
    void saysThatTheUserIsUnknown() {
        var nobody = Credentials.of("nobody", "secret".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> IpmiSession.open(port, ADDRESS, nobody, options))
                .asInstanceOf(type(NotAuthenticated.class))
                .returns(Reason.BAD_USER, NotAuthenticated::reason)
                .satisfies(refusal -> assertThat(refusal).hasMessageContaining("user 'nobody'"));
    }

    @Test
    void usesTheBmcKeyWhereThereIsOne() throws Exception {
        var key = RakpKey.of("key of the BMC".getBytes(StandardCharsets.UTF_8));
        bmc.withBmcKey(key);
        try (var session = open(options.withBmcKey(key))) {
            assertThat(session.send(new GetDeviceId()).productId()).isEqualTo(0x100);
        }
        assertThatRefusal(options)
                .satisfies(refusal -> assertThat(refusal).hasMessageContaining("K_G"));
    }

    @Test
    void stepsDownToTheLevelThatTheUserMayHave() throws Exception {
        bmc.withMaxPrivilege(2);
        open(options).close();
        assertThat(bmc.heard(Rakp1.class)).extracting(Rakp1::privilege).containsExactly(3, 2);
        assertThat(bmc.commandsHeard()).as("no raise above User").containsExactly(0x3C);
    }

    @Test
    void insistsOnTheLevelThatWasAskedFor() {
        bmc.withMaxPrivilege(3);
        assertThatRefusal(options.withPrivilege(PrivilegeLevel.ADMINISTRATOR))
                .returns(Reason.PRIVILEGE, NotAuthenticated::reason);
        assertThat(bmc.heard(Rakp1.class)).hasSize(1);
    }

    /** The Xyratex HB-F8-SRAY obeys at the user's highest level alone. */
    @Test
    void triesOtherLevelsWhereNoneMayEvenBeAskedFor() throws Exception {
        bmc.withMaxPrivilege(3)
                .withCommands(request ->
                        request.command() == 0x3B
                                ? request.answer(0xD4, Bytes.EMPTY)
                                : FakeBmc.obey(request));
        open(options).close();
        assertThat(bmc.heard(Rakp1.class)).extracting(Rakp1::privilege).containsExactly(3, 4, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x80, 0x81, 0xD4})
    void closesTheSessionWhoseLevelCannotBeRaisedAsAsked(int completionCode) {
        bmc.withCommands(request ->
                request.command() == 0x3B
                        ? request.answer(completionCode, Bytes.EMPTY)
                        : FakeBmc.obey(request));
        assertThatRefusal(options.withPrivilege(PrivilegeLevel.ADMINISTRATOR))
                .returns(Reason.PRIVILEGE, NotAuthenticated::reason);
        assertThat(bmc.commandsHeard()).containsExactly(0x3B, 0x3C);
    }

    @Test
    void worksAtLevelUserWhereTheBmcKnowsNoOther() throws Exception {
        bmc.withCommands(request ->
                request.command() == 0x3B
                        ? request.answer(CompletionCode.INVALID_COMMAND, Bytes.EMPTY)
                        : FakeBmc.obey(request));
        try (var session = open(options)) {
            assertThat(session.send(new GetDeviceId()).productId()).isEqualTo(0x100);
        }
    }

    @Test
    void saysThatNoSessionIsFree() {
        bmc.withHandshakes((request, _, answers) ->
                request instanceof OpenSessionRequest open
                        ? List.of(
                                OpenSessionResponse.refusal(
                                        open.tag(),
                                        HandshakeStatus.NO_FREE_SESSION,
                                        open.consoleSessionId()))
                        : answers);
        assertThatRefusal(anySuite()).returns(Reason.SESSIONS_FULL, NotAuthenticated::reason);
    }

    @Test
    void understandsARefusalOfTwoBytes() {
        var terse =
                new ScriptedPort(datagram ->
                        Packet.decode(datagram)
                                                instanceof
                                                Packet.Sessionless(int type, Bytes payload)
                                        && type == PayloadType.OPEN_SESSION_REQUEST
                                ? List.of(
                                        new Packet.Sessionless(
                                                        PayloadType.OPEN_SESSION_RESPONSE,
                                                        Bytes.of((byte) payload.u8(0), (byte) 1))
                                                .toDatagram())
                                : List.of());
        assertThatThrownBy(() -> IpmiSession.open(terse, ADDRESS, FakeBmc.CREDENTIALS, options))
                .asInstanceOf(type(NotAuthenticated.class))
                .returns(Reason.SESSIONS_FULL, NotAuthenticated::reason);
    }

    @Test
    void ignoresAnswersWithAnotherTag() throws Exception {
        bmc.withHandshakes((request, _, answers) -> {
            var all = new ArrayList<Handshake>();
            answers.forEach(answer -> all.add(retagged(answer)));
            all.addAll(answers);
            return all;
        });
        open(options).close();
        assertThat(observer.dropped).containsEntry(DropReason.UNEXPECTED, 3);
    }

    @Test
    void takesTheFirstOfTwoRakp2() throws Exception {
        bmc.withHandshakes((request, _, answers) ->
                request instanceof Rakp1
                        ? List.of(answers.getFirst(), withOtherRandom((Rakp2) answers.getFirst()))
                        : answers);
        open(options).close();
        assertThat(bmc.heard(Rakp3.class)).hasSize(1);
    }

    @Test
    void asksTwiceForASessionWithTheSameBytes() throws Exception {
        bmc.withHandshakes((request, nth, answers) ->
                request instanceof OpenSessionRequest && nth == 1 ? List.of() : answers);
        open(options).close();
        var asked = bmc.heard(OpenSessionRequest.class);
        assertThat(asked).hasSize(2);
        assertThat(asked.getFirst()).isEqualTo(asked.getLast());
        assertThat(observer.retried).isEqualTo(1);
    }

    @Test
    void beginsAnewWhenRakp2IsLost() throws Exception {
        bmc.withHandshakes((request, nth, answers) ->
                request instanceof Rakp1 && nth == 1 ? List.of() : answers);
        open(options).close();
        assertThat(bmc.heard(Rakp1.class))
                .hasSize(2)
                .extracting(Rakp1::bmcSessionId)
                .doesNotHaveDuplicates();
        assertThat(bmc.heard(Rakp1.class)).extracting(Rakp1::consoleRandom).doesNotHaveDuplicates();
        assertThat(bmc.heard(OpenSessionRequest.class))
                .extracting(OpenSessionRequest::consoleSessionId)
                .doesNotHaveDuplicates();
    }

    /** Ours answers a second RAKP 3 with "invalid session id", as the session is active. */
    @Test
    void beginsAnewWhenRakp4IsLost() throws Exception {
        bmc.withHandshakes((request, nth, answers) ->
                request instanceof Rakp3 && nth == 1 ? List.of() : answers);
        open(options).close();
        var proofs = bmc.heard(Rakp3.class);
        assertThat(proofs).hasSize(3);
        assertThat(proofs.get(1)).isEqualTo(proofs.get(0));
        assertThat(proofs.get(2).bmcSessionId()).isNotEqualTo(proofs.get(0).bmcSessionId());
    }

    @Test
    void takesALateRakp4ToTheRepeatedRakp3() throws Exception {
        List<Handshake> late = new ArrayList<>();
        bmc.withHandshakes((request, nth, answers) -> {
            if (request instanceof Rakp3 && nth == 1) {
                late.addAll(answers);
                return List.of();
            }
            return request instanceof Rakp3 ? late : answers;
        });
        open(options).close();
        assertThat(bmc.heard(OpenSessionRequest.class)).hasSize(1);
    }

    @Test
    void distrustsABmcThatCannotProveItsKeys() {
        bmc.withHandshakes((request, _, answers) ->
                request instanceof Rakp3 ? List.of(forged((Rakp4) answers.getFirst())) : answers);
        assertThatRefusal(options)
                .satisfies(refusal -> assertThat(refusal).hasMessageContaining("RAKP 4"));
    }

    @Test
    void passesOnThatNobodyListens() {
        var closed = new ScriptedPort(_ -> List.of()).closedBecause("nobody listens");
        assertThatThrownBy(() -> IpmiSession.open(closed, ADDRESS, FakeBmc.CREDENTIALS, options))
                .isInstanceOf(IpmiException.Unreachable.class)
                .hasMessage("127.0.0.1:623: nobody listens");
        assertThat(closed.sent).as("known after the first silence").hasSize(1);
    }

    @Test
    void givesUpOnSilenceWithinTheDeadline() {
        var silent = new ScriptedPort(_ -> List.of());
        assertThatThrownBy(() -> IpmiSession.open(silent, ADDRESS, FakeBmc.CREDENTIALS, anySuite()))
                .isInstanceOf(IpmiException.NoAnswer.class)
                .hasMessageContaining("127.0.0.1:623");
        assertThat(silent.nanoTime()).isLessThanOrEqualTo(RetryPolicy.DEFAULT.deadline().toNanos());
        assertThat(silent.openInboxes()).isZero();
    }

    private IpmiSession open(SessionOptions with) throws IpmiException, InterruptedException {
        return IpmiSession.open(port, ADDRESS, FakeBmc.CREDENTIALS, with);
    }

    private SessionOptions anySuite() {
        return SessionOptions.DEFAULT.withObserver(observer);
    }

    private ObjectAssert<NotAuthenticated> assertThatRefusal(SessionOptions with) {
        return assertThatThrownBy(() -> open(with)).asInstanceOf(type(NotAuthenticated.class));
    }

    private List<CipherSuite> suitesProposed() {
        return bmc.heard(OpenSessionRequest.class).stream()
                .map(open -> CipherSuite.of(open.algorithms()).orElseThrow())
                .toList();
    }

    private static Handshake retagged(Handshake answer) {
        return switch (answer) {
            case OpenSessionResponse open ->
                    new OpenSessionResponse(
                            open.tag() ^ 0x80,
                            0,
                            open.privilege(),
                            open.consoleSessionId(),
                            open.bmcSessionId() + 1,
                            open.algorithms());
            case Rakp2 rakp2 ->
                    new Rakp2(
                            rakp2.tag() ^ 0x80,
                            0,
                            rakp2.consoleSessionId(),
                            rakp2.bmcRandom(),
                            rakp2.guid(),
                            Bytes.EMPTY);
            case Rakp4 rakp4 -> Rakp4.refusal(rakp4.tag() ^ 0x80, 0x0F, rakp4.consoleSessionId());
            case OpenSessionRequest _, Rakp1 _, Rakp3 _ -> answer;
        };
    }

    private static Rakp2 withOtherRandom(Rakp2 rakp2) {
        return new Rakp2(
                rakp2.tag(),
                0,
                rakp2.consoleSessionId(),
                Bytes.of(new byte[16]),
                rakp2.guid(),
                rakp2.code());
    }

    private static Rakp4 forged(Rakp4 rakp4) {
        return new Rakp4(
                rakp4.tag(),
                0,
                rakp4.consoleSessionId(),
                Bytes.of(new byte[rakp4.check().length()]));
    }
}
