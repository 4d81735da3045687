package dev.sideband.ipmi.command.app;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/** Close Session (IPMI 2.0 §22.19): frees the BMC's slot at once, not after its timeout. */
public record CloseSession(int bmcSessionId) implements IpmiCommand<CloseSession.Response> {
    @Override
    public int netFn() {
        return NetFn.APP;
    }

    @Override
    public int code() {
        return 0x3C;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.u32(bmcSessionId);
    }

    @Override
    public Response readResponse(WireReader in) {
        return new Response();
    }

    /** The answer has no body. */
    public record Response() {}
}
