package dev.sideband.ipmi.session;

import dev.sideband.ipmi.crypto.Algorithms;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/**
 * Open Session Request (IPMI 2.0 §13.17): the console asks for a session with one cipher suite.
 *
 * @param privilege the highest level that will be asked for; 0, "whatever there is", is read but
 *     better not sent, because managed systems differ in what they make of it
 */
public record OpenSessionRequest(
        int tag, int privilege, int consoleSessionId, Algorithms algorithms) implements Handshake {
    @Override
    public int payloadType() {
        return PayloadType.OPEN_SESSION_REQUEST;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.u8(tag).u8(privilege).u16(0).u32(consoleSessionId);
        Proposal.write(out, algorithms);
    }

    static OpenSessionRequest readFrom(WireReader in) {
        int tag = in.u8("tag");
        int privilege = in.u8("privilege") & 0x0F;
        in.skip("reserved bytes", 2);
        return new OpenSessionRequest(
                tag, privilege, in.i32("console session id"), Proposal.read(in));
    }
}
