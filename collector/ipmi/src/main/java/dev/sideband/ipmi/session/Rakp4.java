package dev.sideband.ipmi.session;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/**
 * RAKP message 4 (IPMI 2.0 §13.23): the managed system proves that it has the session's keys.
 *
 * @param check empty where {@code status} is not {@link HandshakeStatus#OK}
 */
public record Rakp4(int tag, int status, int consoleSessionId, Bytes check) implements Handshake {
    public static Rakp4 refusal(int tag, int status, int consoleSessionId) {
        return new Rakp4(tag, status, consoleSessionId, Bytes.EMPTY);
    }

    @Override
    public int payloadType() {
        return PayloadType.RAKP_4;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.u8(tag).u8(status).u16(0).u32(consoleSessionId).bytes(check.toArray());
    }

    static Rakp4 readFrom(WireReader in) {
        var head = AnswerHead.readFrom(in);
        return head.status() == HandshakeStatus.OK
                ? new Rakp4(head.tag(), head.status(), head.consoleSessionId(), Bytes.of(in.rest()))
                : refusal(head.tag(), head.status(), head.consoleSessionId());
    }
}
