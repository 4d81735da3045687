package dev.sideband.ipmi.command.app;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/** Get System GUID (IPMI 2.0 §22.14): which server this BMC belongs to. */
public record GetSystemGuid() implements IpmiCommand<GetSystemGuid.Response> {
    @Override
    public int netFn() {
        return NetFn.APP;
    }

    @Override
    public int code() {
        return 0x37;
    }

    @Override
    public void writeTo(WireWriter out) {}

    @Override
    public Response readResponse(WireReader in) {
        return new Response(Bytes.of(in.bytes("GUID", 16)));
    }

    /**
     * Body after the completion code.
     *
     * @param guid 16 bytes as they came: vendors differ in their order, and some send zeros
     */
    public record Response(Bytes guid) {}
}
