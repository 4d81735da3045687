package dev.sideband.ipmi.session;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/**
 * RAKP message 2 (IPMI 2.0 §13.21): the managed system's random number, its GUID, and a code that
 * proves that it knows the password.
 *
 * <p>With a status other than {@link HandshakeStatus#OK} only tag and status mean anything.
 */
public record Rakp2(
        int tag, int status, int consoleSessionId, Bytes bmcRandom, Bytes guid, Bytes code)
        implements Handshake {
    public static final int GUID_LENGTH = 16;

    public static Rakp2 refusal(int tag, int status, int consoleSessionId) {
        return new Rakp2(tag, status, consoleSessionId, Bytes.EMPTY, Bytes.EMPTY, Bytes.EMPTY);
    }

    @Override
    public int payloadType() {
        return PayloadType.RAKP_2;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.u8(tag).u8(status).u16(0).u32(consoleSessionId);
        out.bytes(bmcRandom.toArray()).bytes(guid.toArray()).bytes(code.toArray());
    }

    static Rakp2 readFrom(WireReader in) {
        var head = AnswerHead.readFrom(in);
        if (head.status() != HandshakeStatus.OK) {
            return refusal(head.tag(), head.status(), head.consoleSessionId());
        }
        return new Rakp2(
                head.tag(),
                head.status(),
                head.consoleSessionId(),
                Bytes.of(in.bytes("BMC random number", Rakp1.RANDOM_LENGTH)),
                Bytes.of(in.bytes("GUID", GUID_LENGTH)),
                Bytes.of(in.rest()));
    }
}
