package dev.sideband.ipmi.session;

import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/**
 * The header of an RMCP+ packet, behind the RMCP header (IPMI 2.0 §13.6).
 *
 * @param sessionId the receiver's id of the session, 0 outside of sessions
 * @param sequence session sequence number, 0 outside of sessions
 * @param payloadLength bytes of payload that follow, encryption included
 */
public record SessionHeader(
        int payloadType,
        boolean encrypted,
        boolean authenticated,
        int sessionId,
        int sequence,
        int payloadLength) {
    /** Length without the six bytes that {@link PayloadType#OEM_EXPLICIT} adds. */
    public static final int LENGTH = 12;

    /** The authentication type that says "RMCP+ format". */
    public static final int RMCP_PLUS = 0x06;

    private static final int ENCRYPTED = 0x80;
    private static final int AUTHENTICATED = 0x40;
    private static final int TYPE_MASK = 0x3F;

    public void writeTo(WireWriter out) {
        out.u8(RMCP_PLUS);
        out.u8(payloadType | (encrypted ? ENCRYPTED : 0) | (authenticated ? AUTHENTICATED : 0));
        out.u32(sessionId).u32(sequence).u16(payloadLength);
    }

    /** Reads the header, authentication type included. */
    public static SessionHeader readFrom(WireReader in) {
        int authenticationType = in.u8("authentication type");
        if (authenticationType != RMCP_PLUS) {
            throw in.malformed(
                    "authentication type", "is %02Xh, not 06h".formatted(authenticationType));
        }
        int type = in.u8("payload type");
        if ((type & TYPE_MASK) == PayloadType.OEM_EXPLICIT) {
            in.skip("OEM payload type", 6);
        }
        return new SessionHeader(
                type & TYPE_MASK,
                (type & ENCRYPTED) != 0,
                (type & AUTHENTICATED) != 0,
                in.i32("session id"),
                in.i32("session sequence number"),
                in.u16("payload length"));
    }
}
