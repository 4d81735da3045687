package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.session.Handshake;
import dev.sideband.ipmi.session.HandshakeStatus;
import dev.sideband.ipmi.session.OpenSessionRequest;
import dev.sideband.ipmi.session.OpenSessionResponse;
import dev.sideband.ipmi.session.Rakp1;
import dev.sideband.ipmi.session.Rakp2;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireWriter;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** How firmware with a quirk answers a step of the login, given how it {@code usual}ly would. */
@FunctionalInterface
interface LoginTwist {
    LoginTwist USUAL = (question, usual) -> usual.apply(question);

    Optional<Handshake> answer(Handshake question, Function<Handshake, Optional<Handshake>> usual);

    /** Refuses Open Sessions. */
    static LoginTwist refuseOpening(Predicate<OpenSessionRequest> which, int status) {
        return (question, usual) ->
                question instanceof OpenSessionRequest open && which.test(open)
                        ? Optional.of(refusal(open, status))
                        : usual.apply(question);
    }

    /** Refuses every suite but one. */
    static LoginTwist only(CipherSuite suite, int status) {
        return refuseOpening(open -> !open.algorithms().equals(suite.algorithms()), status);
    }

    /** Refuses RAKP 1. */
    static LoginTwist refuseName(Predicate<Rakp1> which, int status) {
        return (question, usual) ->
                question instanceof Rakp1 rakp1 && which.test(rakp1)
                        ? usual.apply(ofNobody(rakp1))
                                .map(answer -> refusal(rakp1, (Rakp2) answer, status))
                        : usual.apply(question);
    }

    /** The same question of a user that no BMC has, so that its session is given up. */
    private static Rakp1 ofNobody(Rakp1 question) {
        return new Rakp1(
                question.tag(),
                question.bmcSessionId(),
                question.consoleRandom(),
                question.role(),
                Bytes.fromHex("ff"));
    }

    /** Says another status than the usual one in RAKP 2. */
    static LoginTwist sayInstead(int usualStatus, int status) {
        return (question, usual) ->
                usual.apply(question)
                        .map(answer ->
                                answer instanceof Rakp2 rakp2 && rakp2.status() == usualStatus
                                        ? Rakp2.refusal(
                                                rakp2.tag(), status, rakp2.consoleSessionId())
                                        : answer);
    }

    /** Puts more bytes behind the code in RAKP 2. */
    static LoginTwist rakp2(Bytes more) {
        return rakp2(code -> {
            var out = new WireWriter().bytes(code.toArray()).bytes(more.toArray());
            return Bytes.of(out.toByteArray());
        });
    }

    /** Puts zeros in place of the code in RAKP 2. */
    static LoginTwist rakp2CodeOfZeros() {
        return rakp2(code -> Bytes.of(new byte[code.length()]));
    }

    private static LoginTwist rakp2(UnaryOperator<Bytes> change) {
        return (question, usual) ->
                usual.apply(question)
                        .map(answer ->
                                answer instanceof Rakp2 rakp2
                                                && rakp2.status() == HandshakeStatus.OK
                                        ? new Rakp2(
                                                rakp2.tag(),
                                                rakp2.status(),
                                                rakp2.consoleSessionId(),
                                                rakp2.bmcRandom(),
                                                rakp2.guid(),
                                                change.apply(rakp2.code()))
                                        : answer);
    }

    private static Handshake refusal(OpenSessionRequest open, int status) {
        return OpenSessionResponse.refusal(open.tag(), status, open.consoleSessionId());
    }

    private static Handshake refusal(Rakp1 rakp1, Rakp2 usual, int status) {
        return usual.status() == HandshakeStatus.UNAUTHORIZED_NAME
                ? Rakp2.refusal(rakp1.tag(), status, usual.consoleSessionId())
                : usual;
    }
}
