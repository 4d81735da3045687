package dev.sideband.ipmi.session;

import dev.sideband.ipmi.wire.WireReader;

/** What RAKP 2 and 4 begin with; the id is 0 where a refusal ends before it. */
record AnswerHead(int tag, int status, int consoleSessionId) {
    static AnswerHead readFrom(WireReader in) {
        int tag = in.u8("tag");
        int status = in.u8("status");
        if (status != HandshakeStatus.OK && in.remaining() < 6) {
            return new AnswerHead(tag, status, 0);
        }
        in.skip("reserved bytes", 2);
        return new AnswerHead(tag, status, in.i32("console session id"));
    }
}
