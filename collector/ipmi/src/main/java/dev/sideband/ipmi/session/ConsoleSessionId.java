package dev.sideband.ipmi.session;

import dev.sideband.ipmi.rmcp.RmcpHeader;
import dev.sideband.ipmi.wire.WireReader;

/** Finds the console's session id in an answer without reading the rest of it. */
public final class ConsoleSessionId {
    private static final int TYPE_AT = RmcpHeader.LENGTH;
    private static final int PAYLOAD_TYPE_AT = RmcpHeader.LENGTH + 1;
    private static final int PAYLOAD_AT = RmcpHeader.LENGTH + SessionHeader.LENGTH;

    /** Where all three answers of the handshake have it. */
    private static final int ID_IN_HANDSHAKE_AT = PAYLOAD_AT + 4;

    private ConsoleSessionId() {}

    /** The id, or 0 for answers outside of sessions and for anything that has none. */
    public static int of(byte[] datagram) {
        if (datagram.length < PAYLOAD_AT || datagram[TYPE_AT] != SessionHeader.RMCP_PLUS) {
            return 0;
        }
        return switch (datagram[PAYLOAD_TYPE_AT]) {
            case PayloadType.OPEN_SESSION_RESPONSE, PayloadType.RAKP_2, PayloadType.RAKP_4 ->
                    intAt(datagram, ID_IN_HANDSHAKE_AT);
            default -> intAt(datagram, RmcpHeader.LENGTH + 2);
        };
    }

    /** Whether an RMCP+ packet is signed, or of a handshake, which ends in codes. */
    public static boolean isProvable(byte[] datagram) {
        if (datagram.length < PAYLOAD_AT || datagram[TYPE_AT] != SessionHeader.RMCP_PLUS) {
            return false;
        }
        return switch (datagram[PAYLOAD_TYPE_AT]) {
            case PayloadType.OPEN_SESSION_RESPONSE, PayloadType.RAKP_2, PayloadType.RAKP_4 -> true;
            default -> (datagram[PAYLOAD_TYPE_AT] & 0x40) != 0;
        };
    }

    private static int intAt(byte[] datagram, int offset) {
        return datagram.length < offset + 4
                ? 0
                : new WireReader(datagram, offset, 4).i32("console session id");
    }
}
