package dev.sideband.ipmi.session;

import dev.sideband.ipmi.crypto.Algorithms;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/**
 * Open Session Response (IPMI 2.0 §13.18): the managed system takes the suite, or says why not.
 *
 * <p>With a status other than {@link HandshakeStatus#OK} only tag and status mean anything.
 */
public record OpenSessionResponse(
        int tag,
        int status,
        int privilege,
        int consoleSessionId,
        int bmcSessionId,
        Algorithms algorithms)
        implements Handshake {
    private static final Algorithms NONE = new Algorithms(0, 0, 0);

    /** An answer that refuses the session. */
    public static OpenSessionResponse refusal(int tag, int status, int consoleSessionId) {
        return new OpenSessionResponse(tag, status, 0, consoleSessionId, 0, NONE);
    }

    @Override
    public int payloadType() {
        return PayloadType.OPEN_SESSION_RESPONSE;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.u8(tag).u8(status).u8(privilege).u8(0).u32(consoleSessionId);
        if (status == HandshakeStatus.OK) {
            out.u32(bmcSessionId);
            Proposal.write(out, algorithms);
        }
    }

    static OpenSessionResponse readFrom(WireReader in) {
        int tag = in.u8("tag");
        int status = in.u8("status");
        if (status != HandshakeStatus.OK) {
            // Refusals come in every length down to these two bytes (Supermicro).
            int idBehind = 2;
            boolean hasId = in.remaining() >= idBehind + 4;
            in.skip("privilege", hasId ? idBehind : 0);
            return refusal(tag, status, hasId ? in.i32("console session id") : 0);
        }
        int privilege = in.u8("privilege") & 0x0F;
        in.skip("reserved byte", 1);
        return new OpenSessionResponse(
                tag,
                status,
                privilege,
                in.i32("console session id"),
                in.i32("BMC session id"),
                Proposal.read(in));
    }
}
