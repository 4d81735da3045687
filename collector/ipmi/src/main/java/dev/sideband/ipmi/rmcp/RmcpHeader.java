package dev.sideband.ipmi.rmcp;

import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/** The four bytes that begin every datagram (IPMI 2.0 §13.1.3). */
public record RmcpHeader(int sequence, int messageClass) {
    public static final int LENGTH = 4;

    /** The port on which managed systems listen. */
    public static final int PORT = 623;

    public static final int CLASS_ASF = 0x06;
    public static final int CLASS_IPMI = 0x07;

    /** Asks for no RMCP acknowledgement; the only value that IPMI messages carry. */
    public static final int NO_ACKNOWLEDGE = 0xFF;

    /** The header of an IPMI message: no acknowledgement asked for. */
    public static final RmcpHeader IPMI = new RmcpHeader(NO_ACKNOWLEDGE, CLASS_IPMI);

    private static final int VERSION = 0x06;

    public void writeTo(WireWriter out) {
        out.u8(VERSION).u8(0).u8(sequence).u8(messageClass);
    }

    public static RmcpHeader readFrom(WireReader in) {
        int version = in.u8("RMCP version");
        if (version != VERSION) {
            throw in.malformed("RMCP version", "is %02Xh, not 06h".formatted(version));
        }
        in.skip("RMCP reserved byte", 1);
        return new RmcpHeader(in.u8("RMCP sequence"), in.u8("RMCP class"));
    }
}
