package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.command.app.ActivateSession;
import dev.sideband.ipmi.command.app.GetSessionChallenge;
import dev.sideband.ipmi.crypto.AuthenticationType;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.IpmiMessage;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.session.PayloadType;
import dev.sideband.ipmi.session.SessionCodec15;
import dev.sideband.ipmi.session.SessionHeader15;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/**
 * How a console gets an IPMI 1.5 session at one BMC: Get Session Challenge and Activate Session
 * (IPMI 2.0 §22.16 and §22.17).
 */
final class Login15 {
    private static final int ACTIVATE_SESSION = 0x3A;
    private static final int CHALLENGE_LENGTH = 16;
    private static final int NAME_LENGTH = 16;

    private final SessionTable sessions;
    private final SecureRandom random;

    Login15(SessionTable sessions, SecureRandom random) {
        this.sessions = sessions;
        this.random = random;
    }

    void challenge(Request request, WireWriter out) {
        if (sessions.settings().ipmi15().isEmpty()) {
            // As for any other command before a login: no answer.
            throw new Refusal(CompletionCode.INSUFFICIENT_PRIVILEGE);
        }
        WireReader in = request.data();
        AuthenticationType type = spoken(in.u8("authentication type") & 0x0F);
        Bytes name = Bytes.of(in.bytes("user name", NAME_LENGTH));
        Account account =
                sessions.accounts().stream()
                        .filter(one -> one.isCalled(name))
                        .findAny()
                        .orElseThrow(() -> new Refusal(GetSessionChallenge.INVALID_USER_NAME));
        if (!sessions.hasRoom(request.now())) {
            throw new Refusal(CompletionCode.NODE_BUSY);
        }
        byte[] challenge = new byte[CHALLENGE_LENGTH];
        random.nextBytes(challenge);
        var session =
                new Session15(
                        sessions.freeId(random), type, account, Bytes.of(challenge), request.now());
        sessions.add(session);
        out.u32(session.id()).bytes(challenge);
    }

    private AuthenticationType spoken(int number) {
        return AuthenticationType.of(number)
                .filter(sessions.settings().ipmi15()::contains)
                .orElseThrow(() -> new Refusal(CompletionCode.INVALID_DATA));
    }

    /** Answers Activate Session; says nothing at all where the console has not proved itself. */
    Optional<byte[]> activate(
            Session15 session, SessionHeader15 header, byte[] message, Instant now) {
        if (session.closed()
                || !session.isProvedBy(header, message)
                || !(IpmiMessage.readFrom(new WireReader(message))
                        instanceof IpmiMessage.Request request)
                || request.netFn() != NetFn.APP
                || request.command() != ACTIVATE_SESSION) {
            return Optional.empty();
        }
        session.heard(now);
        WireReader in = request.data().reader();
        in.u8("authentication type");
        Optional<PrivilegeLevel> level = PrivilegeLevel.of(in.u8("privilege") & 0x0F);
        boolean challenged =
                Bytes.of(in.bytes("challenge", CHALLENGE_LENGTH)).equals(session.challenge());
        int firstSent = in.i32("first sequence number");
        if (!challenged || level.isEmpty()) {
            return refused(session, request, CompletionCode.INVALID_DATA, firstSent);
        }
        if (level.get().compareTo(session.account().limit()) > 0) {
            return refused(session, request, ActivateSession.LEVEL_TOO_HIGH, firstSent);
        }
        int firstReceived = random.nextInt(1, Short.MAX_VALUE);
        session.activate(level.get(), firstSent, firstReceived);
        var out = new WireWriter().u8(session.type().number()).u32(session.id());
        out.u32(firstReceived).u8(level.get().number());
        return sent(session, request.answer(CompletionCode.OK, Bytes.of(out.toByteArray())));
    }

    private Optional<byte[]> refused(
            Session15 session, IpmiMessage.Request request, int completionCode, int firstSent) {
        session.activate(PrivilegeLevel.CALLBACK, firstSent, 0);
        Optional<byte[]> answer = sent(session, request.answer(completionCode, Bytes.EMPTY));
        sessions.remove(session);
        return answer;
    }

    private static Optional<byte[]> sent(Session15 session, IpmiMessage.Response response) {
        SessionCodec15 codec = session.codec();
        return codec == null
                ? Optional.empty()
                : Optional.of(codec.encode(PayloadType.IPMI, response.toByteArray()));
    }
}
