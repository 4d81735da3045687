package dev.sideband.ipmi.session;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/** One of the six messages that open a session (IPMI 2.0 §13.17 to §13.24). */
public sealed interface Handshake
        permits OpenSessionRequest, OpenSessionResponse, Rakp1, Rakp2, Rakp3, Rakp4 {
    int payloadType();

    /** Chosen by the console for each request, repeated in its answer. */
    int tag();

    void writeTo(WireWriter out);

    /** The whole datagram, RMCP and session headers included. */
    default byte[] toDatagram() {
        var out = new WireWriter(64);
        writeTo(out);
        return new Packet.Sessionless(payloadType(), Bytes.of(out.toByteArray())).toDatagram();
    }

    /**
     * Reads the handshake message in a packet.
     *
     * @throws WireFormatException where it is none, or cut off
     */
    static Handshake readFrom(Packet.Sessionless packet) {
        WireReader in = packet.payload().reader();
        return switch (packet.payloadType()) {
            case PayloadType.OPEN_SESSION_REQUEST -> OpenSessionRequest.readFrom(in);
            case PayloadType.OPEN_SESSION_RESPONSE -> OpenSessionResponse.readFrom(in);
            case PayloadType.RAKP_1 -> Rakp1.readFrom(in);
            case PayloadType.RAKP_2 -> Rakp2.readFrom(in);
            case PayloadType.RAKP_3 -> Rakp3.readFrom(in);
            case PayloadType.RAKP_4 -> Rakp4.readFrom(in);
            default ->
                    throw in.malformed(
                            "payload type",
                            "%02Xh is no handshake message".formatted(packet.payloadType()));
        };
    }
}
