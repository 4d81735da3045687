package dev.sideband.ipmi.command.storage;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/** Reserve SEL (IPMI 2.0 §31.4): the key to partial reads, deletes and clears. */
public record ReserveSel() implements IpmiCommand<ReserveSel.Response> {
    @Override
    public int netFn() {
        return 0x0A;
    }

    @Override
    public int code() {
        return 0x42;
    }

    @Override
    public void writeTo(WireWriter out) {}

    @Override
    public Response readResponse(WireReader in) {
        return new Response(in.u16("reservation"));
    }

    /** The reservation that partial reads must name until something changes. */
    public record Response(int reservation) {}
}
