package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.crypto.RakpExchange;
import dev.sideband.ipmi.crypto.RakpHmac;
import dev.sideband.ipmi.crypto.RakpKey;
import dev.sideband.ipmi.crypto.SessionKeys;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.session.OpenSessionRequest;
import dev.sideband.ipmi.session.OpenSessionResponse;
import dev.sideband.ipmi.session.Rakp1;
import dev.sideband.ipmi.session.Rakp2;
import dev.sideband.ipmi.session.Rakp3;
import dev.sideband.ipmi.session.Rakp4;
import dev.sideband.ipmi.session.SessionCodec;
import dev.sideband.ipmi.wire.Bytes;

import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.time.Instant;

/**
 * A session of IPMI 2.0 on the managed system's side. What was answered is kept, so that a repeated
 * question gets the same answer.
 *
 * <pre>
 *   opened --RAKP 1--> challenged --RAKP 3--> active --Close Session, silence--> closed
 * </pre>
 */
final class RmcpPlusSession extends Session {
    private final OpenSessionRequest opening;
    private final OpenSessionResponse opened;
    private final CipherSuite suite;
    private final Quirks quirks;
    private State state = new Opened();
    private @Nullable WholeBlockPadding padding;

    /** How far the session has come. */
    private sealed interface State {}

    private record Opened() implements State {}

    private record Challenged(Rakp1 question, Rakp2 answer, Account account, RakpExchange exchange)
            implements State {}

    private record Active(Rakp3 question, Rakp4 answer, SessionCodec codec) implements State {}

    /** Answers a retransmitted Close Session, nothing else. */
    private record Closed(Active before, Instant since) implements State {}

    RmcpPlusSession(
            OpenSessionRequest opening,
            OpenSessionResponse opened,
            CipherSuite suite,
            Quirks quirks,
            Instant now) {
        super(now);
        this.opening = opening;
        this.opened = opened;
        this.suite = suite;
        this.quirks = quirks;
    }

    /** What makes this session's packets where the codec does not. */
    @Nullable WholeBlockPadding padding() {
        return padding;
    }

    CipherSuite suite() {
        return suite;
    }

    @Override
    int id() {
        return opened.bmcSessionId();
    }

    /** What this session was opened with, for as long as nothing has followed. */
    boolean openedBy(OpenSessionRequest request) {
        return state instanceof Opened && opening.equals(request);
    }

    OpenSessionResponse opened() {
        return opened;
    }

    /** Answers RAKP 1 for a user that exists and may have the level it wants. */
    Rakp2 challenge(Rakp1 question, Account account, Bytes guid, SecureRandom random) {
        if (state instanceof Challenged(Rakp1 before, Rakp2 answer, _, _)
                && before.equals(question)
                && !quirks.has(LoginQuirk.NEW_CHALLENGE_EACH_TIME)) {
            return answer;
        }
        byte[] bmcRandom = new byte[Rakp1.RANDOM_LENGTH];
        random.nextBytes(bmcRandom);
        var exchange =
                new RakpExchange(
                        opening.consoleSessionId(),
                        id(),
                        question.consoleRandom(),
                        Bytes.of(bmcRandom),
                        guid,
                        LoginQuirk.hashedRole(quirks, question.role(), opening.privilege()),
                        question.username());
        Bytes code = suite.authentication().rakp2Code(account.key(), exchange);
        var answer =
                new Rakp2(
                        question.tag(),
                        0,
                        opening.consoleSessionId(),
                        exchange.bmcRandom(),
                        guid,
                        code);
        state = new Challenged(question, answer, account, exchange);
        return answer;
    }

    /** Answers RAKP 3: the session is active, or null where the console has not proved itself. */
    @Nullable Rakp4 activate(Rakp3 question, BmcSettings settings, SecureRandom random) {
        return switch (state) {
            case Challenged challenged when proved(challenged, question) ->
                    activate(challenged, question, settings, random);
            case Active(Rakp3 before, Rakp4 answer, _) when before.equals(question) -> answer;
            case Opened _, Challenged _, Active _, Closed _ -> null;
        };
    }

    private boolean proved(Challenged challenged, Rakp3 question) {
        Bytes expected =
                suite.authentication().rakp3Code(challenged.account().key(), challenged.exchange());
        return RakpHmac.sameCode(expected, question.code());
    }

    private Rakp4 activate(
            Challenged challenged, Rakp3 question, BmcSettings settings, SecureRandom random) {
        Account account = challenged.account();
        RakpKey bmcKey = settings.bmcKey().orElse(account.key());
        SessionKeys keys = SessionKeys.derive(suite, account.key(), bmcKey, challenged.exchange());
        if (quirks.has(PacketQuirk.WHOLE_BLOCK_OF_PADDING)) {
            padding = new WholeBlockPadding(suite, account.padded(), challenged.exchange());
        }
        int console = opening.consoleSessionId();
        Bytes check =
                quirks.has(LoginQuirk.RAKP_4_SIGNED_LIKE_PACKETS)
                        ? keys.rakp4CheckLikePackets(suite, challenged.exchange())
                        : keys.rakp4Check(challenged.exchange());
        var answer = new Rakp4(question.tag(), 0, console, check);
        state = new Active(question, answer, new SessionCodec(suite, keys, id(), console, random));
        // 0 in RAKP 1 asks for the highest level of user and suite.
        grant(
                PrivilegeLevel.of(challenged.question().privilege())
                        .orElse(lower(account.limit(), settings.suites().get(suite))));
        return answer;
    }

    private static PrivilegeLevel lower(PrivilegeLevel one, @Nullable PrivilegeLevel other) {
        return other == null || one.compareTo(other) < 0 ? one : other;
    }

    @Override
    @Nullable SessionCodec codec() {
        return switch (state) {
            case Active(_, _, SessionCodec codec) -> codec;
            case Closed(Active(_, _, SessionCodec codec), _) -> codec;
            case Opened _, Challenged _ -> null;
        };
    }

    @Override
    boolean active() {
        return state instanceof Active;
    }

    @Override
    boolean closed() {
        return state instanceof Closed;
    }

    @Override
    void close(Instant now) {
        if (state instanceof Active active) {
            state = new Closed(active, now);
        }
    }
}
