package dev.sideband.ipmi.client;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.crypto.RakpExchange;
import dev.sideband.ipmi.crypto.RakpHmac;
import dev.sideband.ipmi.crypto.RakpKey;
import dev.sideband.ipmi.crypto.SessionKeys;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.session.DropReason;
import dev.sideband.ipmi.session.Handshake;
import dev.sideband.ipmi.session.HandshakeStatus;
import dev.sideband.ipmi.session.OpenSessionRequest;
import dev.sideband.ipmi.session.OpenSessionResponse;
import dev.sideband.ipmi.session.Packet;
import dev.sideband.ipmi.session.Rakp1;
import dev.sideband.ipmi.session.Rakp2;
import dev.sideband.ipmi.session.Rakp3;
import dev.sideband.ipmi.session.Rakp4;
import dev.sideband.ipmi.session.SessionCodec;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;

import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.util.Optional;

/**
 * One way from Open Session to RAKP 4 (IPMI 2.0 §13.17 to §13.23), with its own session id and
 * random numbers. Owned by one thread.
 *
 * <p>Open Session is asked again with the same bytes. RAKP 1 is not: a managed system that got both
 * has made a new random number, and which of its answers holds nobody knows. RAKP 3 is repeated
 * once, in case only its answer was lost. Whatever else goes missing ends the attempt without a
 * result, and the caller makes a fresh one.
 */
final class HandshakeAttempt {
    private static final int RAKP_3_TRIES = 2;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Link link;
    private final Credentials credentials;
    private final Silence silence;
    private final CipherSuite suite;
    private final PrivilegeLevel level;
    private final Refusals refusals;
    private final int consoleSessionId;
    private int tag;

    HandshakeAttempt(
            Link link,
            Credentials credentials,
            Silence silence,
            CipherSuite suite,
            PrivilegeLevel level) {
        this.link = link;
        this.credentials = credentials;
        this.silence = silence;
        this.suite = suite;
        this.level = level;
        this.refusals = new Refusals(link.address(), credentials.username(), suite, level);
        this.consoleSessionId = nonZero();
        // Attempts begin anywhere in the tags, so that late answers are told apart.
        this.tag = RANDOM.nextInt(256);
    }

    private static int nonZero() {
        int id = RANDOM.nextInt();
        return id == 0 ? 1 : id;
    }

    /** The session that came of it, or nothing where an answer went missing. */
    Optional<IpmiSession> run() throws IpmiException, InterruptedException {
        Inbox inbox = link.port().open(link.remote(), consoleSessionId);
        Optional<IpmiSession> session = Optional.empty();
        try {
            session = run(inbox);
            return session;
        } finally {
            if (session.isEmpty()) {
                inbox.close();
            }
        }
    }

    private Optional<IpmiSession> run(Inbox inbox) throws IpmiException, InterruptedException {
        var open = openSession(inbox);
        var rakp1 =
                new Rakp1(
                        nextTag(),
                        open.bmcSessionId(),
                        Bytes.of(randomBytes()),
                        Rakp1.role(level),
                        credentials.usernameBytes());
        var rakp2 = ask(inbox, rakp1, Rakp2.class, 1);
        if (rakp2 == null || isForgotten(rakp2.status())) {
            return Optional.empty();
        }
        if (rakp2.status() != HandshakeStatus.OK) {
            throw refusals.any(rakp2.status());
        }
        return prove(inbox, open, rakp1, rakp2);
    }

    private OpenSessionResponse openSession(Inbox inbox)
            throws IpmiException, InterruptedException {
        var request =
                new OpenSessionRequest(
                        nextTag(), level.number(), consoleSessionId, suite.algorithms());
        int tries = link.options().retryPolicy().tries();
        var response = ask(inbox, request, OpenSessionResponse.class, tries);
        if (response == null) {
            throw silence.noAnswer();
        }
        if (response.status() != HandshakeStatus.OK) {
            throw refusals.openSession(response.status());
        }
        if (!response.algorithms().equals(suite.algorithms())) {
            throw refusals.openSession(HandshakeStatus.NO_MATCHING_SUITE);
        }
        return response;
    }

    private Optional<IpmiSession> prove(
            Inbox inbox, OpenSessionResponse open, Rakp1 rakp1, Rakp2 rakp2)
            throws IpmiException, InterruptedException {
        var exchange =
                new RakpExchange(
                        consoleSessionId,
                        open.bmcSessionId(),
                        rakp1.consoleRandom(),
                        rakp2.bmcRandom(),
                        rakp2.guid(),
                        rakp1.role(),
                        rakp1.username());
        try (RakpKey password = credentials.passwordKey()) {
            RakpHmac hmac = suite.authentication();
            if (!isExpected(hmac.rakp2Code(password, exchange), rakp2.code())) {
                giveUp(open.bmcSessionId());
                throw refusals.badPassword("the BMC's RAKP 2 code does not fit it");
            }
            var rakp3 =
                    new Rakp3(
                            nextTag(),
                            HandshakeStatus.OK,
                            open.bmcSessionId(),
                            hmac.rakp3Code(password, exchange));
            RakpKey bmcKey = link.options().bmcKey().orElse(password);
            var keys = SessionKeys.derive(suite, password, bmcKey, exchange);
            return activate(inbox, rakp3, keys, exchange);
        }
    }

    private Optional<IpmiSession> activate(
            Inbox inbox, Rakp3 rakp3, SessionKeys keys, RakpExchange exchange)
            throws IpmiException, InterruptedException {
        boolean activated = false;
        try {
            var rakp4 = ask(inbox, rakp3, Rakp4.class, RAKP_3_TRIES);
            if (rakp4 == null || isForgotten(rakp4.status())) {
                return Optional.empty();
            }
            verify(rakp4, keys, exchange);
            activated = true;
            var codec =
                    new SessionCodec(
                            suite, keys, consoleSessionId, exchange.bmcSessionId(), RANDOM);
            return Optional.of(new IpmiSession(link, suite, inbox, codec, exchange.bmcSessionId()));
        } finally {
            if (!activated) {
                keys.close();
            }
        }
    }

    private void verify(Rakp4 rakp4, SessionKeys keys, RakpExchange exchange) throws IpmiException {
        if (rakp4.status() == HandshakeStatus.INVALID_CHECK_VALUE) {
            throw refusals.badBmcKey("status 0Fh");
        }
        if (rakp4.status() != HandshakeStatus.OK) {
            throw refusals.any(rakp4.status());
        }
        if (!isExpected(keys.rakp4Check(exchange), rakp4.check())) {
            throw refusals.badBmcKey("the BMC's RAKP 4 value does not fit");
        }
    }

    /** Some boards add a value of their own where suite 0 has none (Supermicro X8DTG, Intel). */
    private boolean isExpected(Bytes expected, Bytes actual) {
        return suite.authentication() == RakpHmac.NONE || RakpHmac.sameCode(expected, actual);
    }

    /** Lets the managed system drop the session that is half open. */
    private void giveUp(int bmcSessionId) {
        var rakp3 =
                new Rakp3(
                        nextTag(), HandshakeStatus.INVALID_CHECK_VALUE, bmcSessionId, Bytes.EMPTY);
        link.send(rakp3.toDatagram(), false);
    }

    private <H extends Handshake> @Nullable H ask(
            Inbox inbox, Handshake request, Class<H> answerType, int tries)
            throws IpmiException, InterruptedException {
        for (int attempt = 0; attempt < tries && !silence.isTooLong(); attempt++) {
            link.send(request.toDatagram(), attempt > 0);
            long until = link.waitEnd(attempt, silence.end());
            H answer = await(inbox, request.tag(), answerType, until);
            if (answer != null) {
                link.options().observer().answered();
                return answer;
            }
            silence.probeOnce();
        }
        return null;
    }

    private <H extends Handshake> @Nullable H await(
            Inbox inbox, int expectedTag, Class<H> answerType, long until)
            throws IpmiException, InterruptedException {
        for (long left = until - link.nanoTime(); left > 0; left = until - link.nanoTime()) {
            byte[] datagram = inbox.poll(left);
            if (datagram != null) {
                Handshake message = handshake(datagram);
                if (answerType.isInstance(message)
                        && message.tag() == expectedTag
                        && isOurs(message)) {
                    return answerType.cast(message);
                }
                link.options()
                        .observer()
                        .dropped(message == null ? DropReason.MALFORMED : DropReason.UNEXPECTED);
            }
        }
        return null;
    }

    private static @Nullable Handshake handshake(byte[] datagram) {
        try {
            return Packet.decode(datagram) instanceof Packet.Sessionless packet
                    ? Handshake.readFrom(packet)
                    : null;
        } catch (WireFormatException e) {
            return null;
        }
    }

    private boolean isOurs(Handshake message) {
        int id =
                switch (message) {
                    case OpenSessionResponse response -> response.consoleSessionId();
                    case Rakp2 rakp2 -> rakp2.consoleSessionId();
                    case Rakp4 rakp4 -> rakp4.consoleSessionId();
                    case OpenSessionRequest _, Rakp1 _, Rakp3 _ -> 0;
                };
        // Refusals may lack the id; the tag has to do then.
        return id == consoleSessionId || id == 0;
    }

    private static boolean isForgotten(int status) {
        return status == HandshakeStatus.INVALID_SESSION_ID
                || status == HandshakeStatus.INACTIVE_SESSION_ID;
    }

    private int nextTag() {
        tag = (tag + 1) & 0xFF;
        return tag;
    }

    private byte[] randomBytes() {
        byte[] bytes = new byte[Rakp1.RANDOM_LENGTH];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
