package dev.sideband.ipmi.client;

import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.crypto.RakpExchange;
import dev.sideband.ipmi.crypto.RakpHmac;
import dev.sideband.ipmi.crypto.RakpKey;
import dev.sideband.ipmi.crypto.SessionKeys;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.IpmiMessage;
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
import dev.sideband.ipmi.session.RoleByte;
import dev.sideband.ipmi.session.SessionCodec;
import dev.sideband.ipmi.wire.Bytes;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A managed system in memory that does what the specification says, and lets a test change any of
 * its answers. Hears nothing outside of sessions but the handshake.
 */
public final class FakeBmc {
    public static final Credentials CREDENTIALS =
            Credentials.of("monitor", "secret".getBytes(StandardCharsets.UTF_8));

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Bytes GUID = Bytes.fromHex("00112233445566778899aabbccddeeff");

    final List<Handshake> handshakes = new ArrayList<>();
    final List<IpmiMessage.Request> requests = new ArrayList<>();
    final Set<CipherSuite> suites = EnumSet.allOf(CipherSuite.class);
    private final Map<Integer, Session> sessions = new HashMap<>();
    private RakpKey password = RakpKey.of("secret".getBytes(StandardCharsets.UTF_8));
    private @Nullable RakpKey bmcKey;
    private int maxPrivilege = 4;
    private boolean wrongChecksums;
    private RoleByte role = RoleByte.AS_SENT;
    private Bytes username = CREDENTIALS.usernameBytes();
    private HandshakeTwist handshakeTwist = (request, nth, answers) -> answers;
    private AnswerTwist answerTwist = (session, answers) -> answers;
    private Function<IpmiMessage.Request, @Nullable IpmiMessage> commands = FakeBmc::obey;
    private BiFunction<SessionCodec, Bytes, List<byte[]>> console = (codec, payload) -> List.of();

    /** Changes what is answered to the {@code nth} handshake message of its kind, from 1. */
    interface HandshakeTwist {
        List<Handshake> answers(Handshake request, long nth, List<Handshake> answers);
    }

    /** Changes the datagrams that answer a request within a session. */
    interface AnswerTwist {
        List<byte[]> answers(SessionCodec session, List<byte[]> answers);
    }

    private static final class Session {
        private final CipherSuite suite;
        private final int consoleId;
        private final int asked;
        private final int granted;
        private @Nullable RakpExchange exchange;
        private @Nullable SessionCodec codec;

        Session(CipherSuite suite, int consoleId, int asked) {
            this.suite = suite;
            this.consoleId = consoleId;
            this.asked = asked;
            this.granted = asked == 0 ? 4 : asked;
        }
    }

    FakeBmc withPassword(String text) {
        password = RakpKey.of(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    FakeBmc withBmcKey(RakpKey key) {
        bmcKey = key;
        return this;
    }

    /** Sends messages whose sums are wrong. */
    FakeBmc withWrongChecksums() {
        wrongChecksums = true;
        return this;
    }

    /** Makes its codes with another role byte. */
    FakeBmc withRole(RoleByte other) {
        role = other;
        return this;
    }

    /** Knows the user by these bytes. */
    FakeBmc withUsername(Bytes bytes) {
        username = bytes;
        return this;
    }

    FakeBmc withMaxPrivilege(int level) {
        maxPrivilege = level;
        return this;
    }

    FakeBmc withHandshakes(HandshakeTwist twist) {
        handshakeTwist = twist;
        return this;
    }

    FakeBmc withAnswers(AnswerTwist twist) {
        answerTwist = twist;
        return this;
    }

    /** Replaces what commands do; null is silence. */
    public FakeBmc withCommands(Function<IpmiMessage.Request, @Nullable IpmiMessage> handler) {
        commands = handler;
        return this;
    }

    /** Answers the packets of serial over LAN. */
    public FakeBmc withConsole(BiFunction<SessionCodec, Bytes, List<byte[]>> handler) {
        console = handler;
        return this;
    }

    /** Forgets all sessions, as after a reset. */
    public void reset() {
        sessions.clear();
    }

    <H extends Handshake> List<H> heard(Class<H> type) {
        return handshakes.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<Integer> commandsHeard() {
        return requests.stream().map(IpmiMessage.Request::command).toList();
    }

    /** What comes back for a datagram. */
    public List<byte[]> receive(byte[] datagram) {
        return switch (Packet.decode(datagram)) {
            case Packet.Asf _, Packet.Sessionless15 _, Packet.InSession15 _ -> List.of();
            case Packet.Sessionless packet when packet.payloadType() == PayloadType.IPMI ->
                    List.of();
            case Packet.Sessionless packet -> handshake(Handshake.readFrom(packet));
            case Packet.InSession packet -> inSession(packet.header().sessionId(), datagram);
        };
    }

    private List<byte[]> handshake(Handshake request) {
        handshakes.add(request);
        long nth = handshakes.stream().filter(request.getClass()::isInstance).count();
        List<Handshake> answers =
                switch (request) {
                    case OpenSessionRequest open -> List.of(open(open));
                    case Rakp1 rakp1 -> List.of(rakp2(rakp1));
                    case Rakp3 rakp3 when rakp3.status() != HandshakeStatus.OK -> List.of();
                    case Rakp3 rakp3 -> List.of(rakp4(rakp3));
                    case OpenSessionResponse _, Rakp2 _, Rakp4 _ -> List.of();
                };
        return handshakeTwist.answers(request, nth, answers).stream()
                .map(Handshake::toDatagram)
                .toList();
    }

    private Handshake open(OpenSessionRequest open) {
        var suite = CipherSuite.of(open.algorithms()).filter(suites::contains);
        if (suite.isEmpty()) {
            return OpenSessionResponse.refusal(
                    open.tag(), HandshakeStatus.NO_MATCHING_SUITE, open.consoleSessionId());
        }
        int id = 0x0200_0000 + sessions.size() + 1;
        var session = new Session(suite.get(), open.consoleSessionId(), open.privilege());
        sessions.put(id, session);
        return new OpenSessionResponse(
                open.tag(), 0, session.granted, open.consoleSessionId(), id, open.algorithms());
    }

    private Handshake rakp2(Rakp1 rakp1) {
        Session session = sessions.get(rakp1.bmcSessionId());
        if (session == null) {
            return Rakp2.refusal(rakp1.tag(), HandshakeStatus.INVALID_SESSION_ID, 0);
        }
        if (!rakp1.username().equals(username)) {
            return Rakp2.refusal(rakp1.tag(), HandshakeStatus.UNAUTHORIZED_NAME, session.consoleId);
        }
        if (rakp1.privilege() > maxPrivilege) {
            return Rakp2.refusal(rakp1.tag(), HandshakeStatus.UNAUTHORIZED_ROLE, session.consoleId);
        }
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        session.exchange =
                new RakpExchange(
                        session.consoleId,
                        rakp1.bmcSessionId(),
                        rakp1.consoleRandom(),
                        Bytes.of(random),
                        GUID,
                        role.of(rakp1.role(), session.asked, session.granted),
                        rakp1.username());
        return new Rakp2(
                rakp1.tag(),
                0,
                session.consoleId,
                session.exchange.bmcRandom(),
                GUID,
                session.suite.authentication().rakp2Code(password, session.exchange));
    }

    private Handshake rakp4(Rakp3 rakp3) {
        Session session = sessions.get(rakp3.bmcSessionId());
        RakpExchange exchange = session == null ? null : session.exchange;
        if (session == null || exchange == null || session.codec != null) {
            return Rakp4.refusal(rakp3.tag(), HandshakeStatus.INVALID_SESSION_ID, 0);
        }
        RakpHmac hmac = session.suite.authentication();
        if (!RakpHmac.sameCode(hmac.rakp3Code(password, exchange), rakp3.code())) {
            return Rakp4.refusal(
                    rakp3.tag(), HandshakeStatus.INVALID_CHECK_VALUE, session.consoleId);
        }
        var keys =
                SessionKeys.derive(
                        session.suite, password, bmcKey == null ? password : bmcKey, exchange);
        session.codec =
                new SessionCodec(
                        session.suite, keys, rakp3.bmcSessionId(), session.consoleId, RANDOM);
        return new Rakp4(rakp3.tag(), 0, session.consoleId, keys.rakp4Check(exchange));
    }

    private List<byte[]> inSession(int id, byte[] datagram) {
        Session session = sessions.get(id);
        SessionCodec codec = session == null ? null : session.codec;
        if (codec == null
                || !(codec.decode(datagram)
                        instanceof SessionCodec.Payload(int type, Bytes content))) {
            return List.of();
        }
        if (type == PayloadType.SERIAL_OVER_LAN) {
            return console.apply(codec, content);
        }
        if (!(IpmiMessage.readFrom(content.reader()) instanceof IpmiMessage.Request request)) {
            return List.of();
        }
        requests.add(request);
        IpmiMessage answer = commands.apply(request);
        List<byte[]> answers =
                answer == null ? List.of() : List.of(codec.encode(PayloadType.IPMI, bytes(answer)));
        return answerTwist.answers(codec, answers);
    }

    private byte[] bytes(IpmiMessage answer) {
        byte[] bytes = answer.toByteArray();
        bytes[bytes.length - 1] ^= (byte) (wrongChecksums ? 1 : 0);
        return bytes;
    }

    /** Get Device ID, Set Session Privilege Level, Close Session; nothing else is known. */
    public static IpmiMessage.Response obey(IpmiMessage.Request request) {
        return switch (request.command()) {
            case 0x01 ->
                    request.answer(
                            CompletionCode.OK,
                            Bytes.fromHex("20010249" + "02bfa202" + "00000100" + "000000"));
            case 0x3B -> request.answer(CompletionCode.OK, request.data());
            case 0x3C -> request.answer(CompletionCode.OK, Bytes.EMPTY);
            default -> request.answer(CompletionCode.INVALID_COMMAND, Bytes.EMPTY);
        };
    }
}
