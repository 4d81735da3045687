package dev.sideband.ipmi.client;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.NotAuthenticated;
import dev.sideband.ipmi.client.HandshakeOutcome.Lost;
import dev.sideband.ipmi.client.HandshakeOutcome.Opened;
import dev.sideband.ipmi.client.HandshakeOutcome.Refused;
import dev.sideband.ipmi.client.HandshakeOutcome.Step;
import dev.sideband.ipmi.client.KeyExchange.Proven;
import dev.sideband.ipmi.client.LoginRecipe.RmcpPlus;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.crypto.RakpKey;
import dev.sideband.ipmi.crypto.SessionKeys;
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
import java.util.List;

/**
 * One way from Open Session to RAKP 4 (IPMI 2.0 §13.17 to §13.23), with its own session id and
 * random numbers. Owned by one thread.
 *
 * <p>Open Session is asked again with the same bytes. RAKP 1 is not: a managed system that got both
 * has made a new random number, and which of its answers holds nobody knows. RAKP 3 is repeated
 * once, in case only its answer was lost. Whatever else goes missing ends the attempt, and the
 * caller makes a fresh one.
 */
final class HandshakeAttempt {
    private static final int RAKP_3_TRIES = 2;

    /** Passwords of IPMI 1.5, to which some firmware cuts longer ones (Intel SE7520). */
    private static final int SHORT_PASSWORD = 16;

    private static final Lost LOST = new Lost();

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Link link;
    private final Credentials credentials;
    private final Silence silence;
    private final RmcpPlus recipe;
    private final CipherSuite suite;
    private final Refusals refusals;
    private final int consoleSessionId;
    private int tag;

    HandshakeAttempt(Link link, Credentials credentials, Silence silence, RmcpPlus recipe) {
        this.link = link;
        this.credentials = credentials;
        this.silence = silence;
        this.recipe = recipe;
        this.suite = recipe.suite();
        this.refusals = new Refusals(link.address(), credentials.username(), recipe);
        this.consoleSessionId = nonZero();
        // Attempts begin anywhere in the tags, so that late answers are told apart.
        this.tag = RANDOM.nextInt(256);
    }

    private static int nonZero() {
        int id = RANDOM.nextInt();
        return id == 0 ? 1 : id;
    }

    HandshakeOutcome run() throws IpmiException, InterruptedException {
        Inbox inbox = link.port().open(link.remote(), consoleSessionId);
        HandshakeOutcome outcome = LOST;
        try {
            outcome = run(inbox);
            return outcome;
        } finally {
            if (!(outcome instanceof Opened)) {
                inbox.close();
            }
        }
    }

    private HandshakeOutcome run(Inbox inbox) throws IpmiException, InterruptedException {
        var request =
                new OpenSessionRequest(
                        nextTag(),
                        recipe.highestLevel() ? 0 : recipe.level().number(),
                        consoleSessionId,
                        suite.algorithms());
        int tries = link.options().retryPolicy().tries();
        var opened = ask(inbox, request, OpenSessionResponse.class, tries);
        if (opened == null) {
            throw silence.noAnswer();
        }
        if (opened.status() != HandshakeStatus.OK) {
            return new Refused(Step.OPEN_SESSION, refusals.openSession(opened.status()));
        }
        if (!opened.algorithms().equals(suite.algorithms())) {
            int status = HandshakeStatus.NO_MATCHING_SUITE;
            return new Refused(Step.OPEN_SESSION, refusals.openSession(status));
        }
        if (opened.bmcSessionId() == 0) {
            return new Refused(Step.OPEN_SESSION, refusals.sessionIdZero());
        }
        return exchangeKeys(inbox, request, opened);
    }

    private HandshakeOutcome exchangeKeys(
            Inbox inbox, OpenSessionRequest request, OpenSessionResponse opened)
            throws IpmiException, InterruptedException {
        var rakp1 =
                new Rakp1(
                        nextTag(),
                        opened.bmcSessionId(),
                        Bytes.of(randomBytes()),
                        recipe.byNameAlone()
                                ? Rakp1.role(recipe.level())
                                : Rakp1.roleWithLookupByLevel(recipe.level()),
                        recipe.paddedName()
                                ? credentials.paddedUsername()
                                : credentials.usernameBytes());
        var rakp2 = ask(inbox, rakp1, Rakp2.class, 1);
        if (rakp2 == null || isForgotten(rakp2.status())) {
            return LOST;
        }
        if (rakp2.status() != HandshakeStatus.OK) {
            return new Refused(Step.RAKP_1, refusals.any(rakp2.status()));
        }
        try (RakpKey password = credentials.passwordKey();
                RakpKey cut = password.cutTo(SHORT_PASSWORD)) {
            var exchange = new KeyExchange(suite, request, opened, rakp1, rakp2);
            var proven = exchange.prove(List.of(password, cut), recipe.role());
            if (proven.isPresent()) {
                return activate(inbox, exchange, proven.get());
            }
            giveUp(opened.bmcSessionId());
            return new Refused(
                    Step.RAKP_1, refusals.badPassword("the BMC's RAKP 2 code does not fit it"));
        }
    }

    private HandshakeOutcome activate(Inbox inbox, KeyExchange exchange, Proven proven)
            throws IpmiException, InterruptedException {
        int bmcSessionId = proven.exchange().bmcSessionId();
        var rakp3 =
                new Rakp3(
                        nextTag(),
                        HandshakeStatus.OK,
                        bmcSessionId,
                        suite.authentication().rakp3Code(proven.password(), proven.exchange()));
        var rakp4 = ask(inbox, rakp3, Rakp4.class, RAKP_3_TRIES);
        if (rakp4 == null || isForgotten(rakp4.status())) {
            return LOST;
        }
        if (rakp4.status() != HandshakeStatus.OK) {
            return new Refused(Step.RAKP_3, refusals.rakp4(rakp4.status()));
        }
        RakpKey password = proven.password();
        RakpKey bmcKey = link.options().bmcKey().orElse(password);
        var keys = SessionKeys.derive(suite, password, bmcKey, proven.exchange());
        if (!exchange.isCheck(keys, proven, rakp4.check())) {
            keys.close();
            return new Refused(Step.RAKP_3, badBmcKey(exchange, proven, rakp4));
        }
        var codec = new SessionCodec(suite, keys, consoleSessionId, bmcSessionId, RANDOM);
        LoginRecipe worked = recipe.withRole(proven.role());
        return new Opened(new IpmiSession(link, worked, inbox, codec, bmcSessionId));
    }

    /** RAKP 2 was right, so the password is; the keys differ all the same. */
    private NotAuthenticated badBmcKey(KeyExchange exchange, Proven proven, Rakp4 rakp4) {
        if (link.options().bmcKey().isEmpty()) {
            return refusals.missingBmcKey();
        }
        RakpKey password = proven.password();
        try (var keys = SessionKeys.derive(suite, password, password, proven.exchange())) {
            return exchange.isCheck(keys, proven, rakp4.check())
                    ? refusals.needlessBmcKey()
                    : refusals.wrongBmcKey();
        }
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
