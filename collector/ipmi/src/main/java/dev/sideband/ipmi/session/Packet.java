package dev.sideband.ipmi.session;

import dev.sideband.ipmi.crypto.AuthenticationType;
import dev.sideband.ipmi.rmcp.AsfMessage;
import dev.sideband.ipmi.rmcp.RmcpHeader;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/** A datagram on port 623, as far as it can be read without a session's keys. */
public sealed interface Packet {
    /**
     * Reads a datagram.
     *
     * @throws WireFormatException where it is neither RMCP nor of a known authentication type
     */
    static Packet decode(byte[] datagram) {
        var in = new WireReader(datagram);
        var rmcp = RmcpHeader.readFrom(in);
        return switch (rmcp.messageClass()) {
            case RmcpHeader.CLASS_ASF -> new Asf(AsfMessage.readFrom(in));
            case RmcpHeader.CLASS_IPMI -> decodeIpmi(datagram, in);
            default ->
                    throw in.malformed(
                            "RMCP class", "%02Xh is unknown".formatted(rmcp.messageClass()));
        };
    }

    private static Packet decodeIpmi(byte[] datagram, WireReader in) {
        if (in.remaining() > 0 && datagram[in.position()] != SessionHeader.RMCP_PLUS) {
            return decode15(in);
        }
        var header = SessionHeader.readFrom(in);
        if (header.sessionId() != 0) {
            return new InSession(header);
        }
        if (header.encrypted() || header.authenticated()) {
            throw in.malformed("session id", "is 0 in a protected packet");
        }
        int length = header.payloadLength();
        if (header.payloadType() == PayloadType.RAKP_2 && length == in.remaining() + 1) {
            // Supermicro H8QME counts one too many here; its code tells whether a byte is missing.
            length--;
        }
        return new Sessionless(header.payloadType(), Bytes.of(in.bytes("payload", length)));
    }

    private static Packet decode15(WireReader in) {
        var header = SessionHeader15.readFrom(in);
        if (header.sessionId() != 0) {
            return new InSession15(header);
        }
        if (header.type() != AuthenticationType.NONE) {
            throw in.malformed("session id", "is 0 in an authenticated packet");
        }
        // Senders may add a byte behind the message where its length upsets old chips.
        return new Sessionless15(Bytes.of(in.bytes("message", header.messageLength())));
    }

    /** An ASF presence ping or pong. */
    record Asf(AsfMessage message) implements Packet {}

    /** An IPMI message outside of any session in IPMI 1.5 framing (IPMI 2.0 §13.6, left column). */
    record Sessionless15(Bytes message) implements Packet {
        public byte[] toDatagram() {
            var out = new WireWriter(14 + message.length());
            RmcpHeader.IPMI.writeTo(out);
            out.u8(AuthenticationType.NONE.number()).u32(0).u32(0).u8(message.length());
            return out.bytes(message.toArray()).toByteArray();
        }
    }

    /** An RMCP+ packet outside of any session: the handshake, and questions asked before it. */
    record Sessionless(int payloadType, Bytes payload) implements Packet {
        public byte[] toDatagram() {
            var out = new WireWriter(RmcpHeader.LENGTH + SessionHeader.LENGTH + payload.length());
            RmcpHeader.IPMI.writeTo(out);
            new SessionHeader(payloadType, false, false, 0, 0, payload.length()).writeTo(out);
            return out.bytes(payload.toArray()).toByteArray();
        }
    }

    /** An RMCP+ packet of a session; that session's {@link SessionCodec} reads the rest. */
    record InSession(SessionHeader header) implements Packet {}

    /** An IPMI 1.5 packet of a session; that session's {@link SessionCodec15} reads the rest. */
    record InSession15(SessionHeader15 header) implements Packet {}
}
