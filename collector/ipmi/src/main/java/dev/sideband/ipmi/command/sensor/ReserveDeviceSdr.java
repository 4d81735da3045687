package dev.sideband.ipmi.command.sensor;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/** Reserve Device SDR Repository (IPMI 2.0 §35.4), per LUN. */
public record ReserveDeviceSdr(int lun) implements IpmiCommand<ReserveDeviceSdr.Response> {
    @Override
    public int netFn() {
        return 0x04;
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
