package dev.sideband.ipmi.session;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/**
 * RAKP message 3 (IPMI 2.0 §13.22): the console proves that it knows the password.
 *
 * @param code empty where {@code status} tells the managed system that its RAKP 2 was wrong
 */
public record Rakp3(int tag, int status, int bmcSessionId, Bytes code) implements Handshake {
    @Override
    public int payloadType() {
        return PayloadType.RAKP_3;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.u8(tag).u8(status).u16(0).u32(bmcSessionId).bytes(code.toArray());
    }

    static Rakp3 readFrom(WireReader in) {
        int tag = in.u8("tag");
        int status = in.u8("status");
        in.skip("reserved bytes", 2);
        return new Rakp3(tag, status, in.i32("BMC session id"), Bytes.of(in.rest()));
    }
}
