package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.IpmiMessage;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.rmcp.AsfMessage;
import dev.sideband.ipmi.session.Handshake;
import dev.sideband.ipmi.session.OpenSessionRequest;
import dev.sideband.ipmi.session.OpenSessionResponse;
import dev.sideband.ipmi.session.Packet;
import dev.sideband.ipmi.session.PayloadType;
import dev.sideband.ipmi.session.Rakp1;
import dev.sideband.ipmi.session.Rakp2;
import dev.sideband.ipmi.session.Rakp3;
import dev.sideband.ipmi.session.Rakp4;
import dev.sideband.ipmi.session.SessionCodec;
import dev.sideband.ipmi.session.SessionHeader;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.simulator.model.Physics;
import dev.sideband.simulator.model.Server;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A BMC without its socket: a datagram in, at most one out (IPMI 2.0 §13).
 *
 * <p>What cannot be read, or does not belong to anything here, is left without an answer. Owned by
 * the thread that serves it.
 */
public final class Bmc {
    private final Server server;
    private final Identity identity;
    private final SessionTable sessions;
    private final Login login;
    private final Controller controller;

    /**
     * @param random for session ids, challenges and initialization vectors; may be shared
     */
    public Bmc(Server server, List<Account> accounts, SecureRandom random) {
        this.server = server;
        this.identity = Identity.of(server.blueprint().profile(), server.seed());
        this.sessions = new SessionTable(identity.profile().sessionLimit(), accounts);
        this.login = new Login(sessions, identity.guid(), random);
        this.controller = new Controller(server, identity, sessions);
    }

    /** 16 bytes as they are on the wire. */
    public Bytes guid() {
        return identity.guid();
    }

    /** The answer to a datagram, where it deserves one; {@code datagram} is spent afterwards. */
    public Optional<byte[]> answer(byte[] datagram, Instant now) {
        if (!server.machine(now, Physics::powered)) {
            // Standby power is gone as well, and with it all that was in the controller's memory.
            reset();
            return Optional.empty();
        }
        try {
            return switch (Packet.decode(datagram)) {
                case Packet.Asf(AsfMessage message) -> answerPing(message);
                case Packet.Sessionless15(Bytes message) ->
                        answerOutsideSession(message, now)
                                .map(bytes -> new Packet.Sessionless15(bytes).toDatagram());
                case Packet.Sessionless packet -> answerSessionless(packet, now);
                case Packet.InSession(SessionHeader header) ->
                        sessions.find(header.sessionId())
                                .flatMap(session -> answerIn(session, datagram, now));
            };
        } catch (WireFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> answerPing(AsfMessage message) {
        return switch (message) {
            case AsfMessage.Ping(int tag) ->
                    Optional.of(new AsfMessage.Pong(tag, true).toDatagram());
            case AsfMessage.Pong _ -> Optional.empty();
        };
    }

    private Optional<byte[]> answerSessionless(Packet.Sessionless packet, Instant now) {
        if (packet.payloadType() == PayloadType.IPMI) {
            return answerOutsideSession(packet.payload(), now)
                    .map(bytes -> new Packet.Sessionless(PayloadType.IPMI, bytes).toDatagram());
        }
        return switch (Handshake.readFrom(packet)) {
            case OpenSessionRequest request -> Optional.of(login.answer(request, now).toDatagram());
            case Rakp1 question -> Optional.of(login.answer(question, now).toDatagram());
            case Rakp3 question -> login.answer(question, now).map(Handshake::toDatagram);
            case OpenSessionResponse _, Rakp2 _, Rakp4 _ -> Optional.empty();
        };
    }

    /** Only the few commands that prepare a login; anything else stays without an answer. */
    private Optional<Bytes> answerOutsideSession(Bytes message, Instant now) {
        if (!(IpmiMessage.readFrom(message.reader()) instanceof IpmiMessage.Request request)
                || !toThisBmc(request)
                || request.netFn() != NetFn.APP) {
            return Optional.empty();
        }
        var response = controller.answer(new Request(request, Optional.empty(), now));
        return response.completionCode() == CompletionCode.INSUFFICIENT_PRIVILEGE
                ? Optional.empty()
                : Optional.of(Bytes.of(response.toByteArray()));
    }

    private Optional<byte[]> answerIn(Session session, byte[] datagram, Instant now) {
        sessions.purge(now);
        SessionCodec codec = session.codec();
        if (codec == null || sessions.find(session.id()).isEmpty()) {
            return Optional.empty();
        }
        return switch (codec.decode(datagram)) {
            case SessionCodec.Payload(int type, Bytes content) when type == PayloadType.IPMI ->
                    answerIn(session, codec, content, now);
            case SessionCodec.Payload _, SessionCodec.Dropped _ -> Optional.empty();
        };
    }

    private Optional<byte[]> answerIn(
            Session session, SessionCodec codec, Bytes content, Instant now) {
        if (!(IpmiMessage.readFrom(content.reader()) instanceof IpmiMessage.Request request)
                || !toThisBmc(request)) {
            return Optional.empty();
        }
        IpmiMessage.Response response = session.repeated(request, now);
        if (response == null) {
            if (session.closed()) {
                return Optional.empty();
            }
            session.heard(now);
            response = controller.answer(new Request(request, Optional.of(session), now));
            session.answered(request, response, now);
        }
        return Optional.of(codec.encode(PayloadType.IPMI, response.toByteArray()));
    }

    private static boolean toThisBmc(IpmiMessage.Request request) {
        return request.responder() == IpmiMessage.BMC_ADDRESS;
    }

    /** What a reset of the controller does: every session is gone. */
    public void reset() {
        sessions.clear();
    }

    public Server server() {
        return server;
    }
}
