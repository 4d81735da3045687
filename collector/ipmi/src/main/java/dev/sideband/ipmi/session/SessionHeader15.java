package dev.sideband.ipmi.session;

import dev.sideband.ipmi.crypto.AuthenticationType;
import dev.sideband.ipmi.crypto.MessageAuthenticator;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/**
 * The header of an IPMI 1.5 packet, behind the RMCP header (IPMI 2.0 §13.6, left column).
 *
 * @param sessionId the same in both directions; 0 outside of sessions
 * @param code 16 bytes, none without authentication
 * @param messageLength bytes of message that follow
 */
public record SessionHeader15(
        AuthenticationType type, int sequence, int sessionId, Bytes code, int messageLength) {
    /** Length with that authentication type. */
    static int length(AuthenticationType type) {
        return 10 + (type == AuthenticationType.NONE ? 0 : MessageAuthenticator.LENGTH);
    }

    /** Bytes from the authentication type to the message's length. */
    public int length() {
        return 10 + code.length();
    }

    public void writeTo(WireWriter out) {
        out.u8(type.number()).u32(sequence).u32(sessionId);
        out.bytes(code.toArray()).u8(messageLength);
    }

    /**
     * Reads the header, authentication type included.
     *
     * @throws WireFormatException where the type is an OEM's, reserved or that of RMCP+
     */
    public static SessionHeader15 readFrom(WireReader in) {
        int number = in.u8("authentication type");
        var type =
                AuthenticationType.of(number)
                        .orElseThrow(() ->
                                in.malformed(
                                        "authentication type",
                                        "%02Xh is unknown".formatted(number)));
        int sequence = in.i32("session sequence number");
        int sessionId = in.i32("session id");
        byte[] code =
                in.bytes(
                        "authentication code",
                        type == AuthenticationType.NONE ? 0 : MessageAuthenticator.LENGTH);
        return new SessionHeader15(
                type, sequence, sessionId, Bytes.of(code), in.u8("message length"));
    }
}
