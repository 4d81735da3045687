package dev.sideband.ipmi.command.storage;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/** Reserve SDR Repository (IPMI 2.0 §33.11): the key to partial reads of records. */
public record ReserveSdrRepository() implements IpmiCommand<ReserveSdrRepository.Response> {
    @Override
    public int netFn() {
        return 0x0A;
    }

    @Override
    public int code() {
        return 0x22;
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
