package dev.sideband.ipmi.rmcp;

import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/** The two ASF messages by which a managed system is found (IPMI 2.0 §13.2.3 and §13.2.4). */
public sealed interface AsfMessage {
    /** IANA enterprise number of the ASF working group. */
    int ASF_IANA = 4542;

    int PRESENCE_PONG = 0x40;
    int PRESENCE_PING = 0x80;

    /** Chosen by the console, repeated in the answer; 0 to FEh. */
    int tag();

    /** The whole datagram, RMCP header included. */
    byte[] toDatagram();

    /** Reads what follows an RMCP header of class {@link RmcpHeader#CLASS_ASF}. */
    static AsfMessage readFrom(WireReader in) {
        // The only big-endian integers in this module.
        int iana = Integer.reverseBytes(in.i32("ASF enterprise number"));
        if (iana != ASF_IANA) {
            throw in.malformed("ASF enterprise number", "is %d, not 4542".formatted(iana));
        }
        int type = in.u8("ASF message type");
        int tag = in.u8("ASF message tag");
        in.skip("ASF reserved byte", 1);
        int length = in.u8("ASF data length");
        return switch (type) {
            case PRESENCE_PING -> new Ping(tag);
            case PRESENCE_PONG -> Pong.readBody(tag, new WireReader(in.bytes("ASF data", length)));
            default -> throw in.malformed("ASF message type", "%02Xh is unknown".formatted(type));
        };
    }

    /** Asks whether anybody is there. */
    record Ping(int tag) implements AsfMessage {
        @Override
        public byte[] toDatagram() {
            return head(PRESENCE_PING, tag, 0).toByteArray();
        }
    }

    /** Says that somebody is there, and whether it speaks IPMI. */
    record Pong(int tag, boolean ipmi) implements AsfMessage {
        private static final int LENGTH = 16;
        private static final int SUPPORTS_IPMI = 0x80;

        @Override
        public byte[] toDatagram() {
            var out = head(PRESENCE_PONG, tag, LENGTH);
            out.u32(Integer.reverseBytes(ASF_IANA)).u32(0);
            out.u8(ipmi ? SUPPORTS_IPMI | 0x01 : 0x01).u8(0);
            return out.bytes(new byte[6]).toByteArray();
        }

        private static Pong readBody(int tag, WireReader in) {
            in.skip("enterprise number and OEM data", 8);
            return new Pong(tag, (in.u8("supported entities") & SUPPORTS_IPMI) != 0);
        }
    }

    private static WireWriter head(int type, int tag, int length) {
        var out = new WireWriter(32);
        new RmcpHeader(RmcpHeader.NO_ACKNOWLEDGE, RmcpHeader.CLASS_ASF).writeTo(out);
        out.u32(Integer.reverseBytes(ASF_IANA) & 0xFFFFFFFFL);
        return out.u8(type).u8(tag).u8(0).u8(length);
    }
}
