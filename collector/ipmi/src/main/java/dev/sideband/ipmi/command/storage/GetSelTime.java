package dev.sideband.ipmi.command.storage;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/** Get SEL Time (IPMI 2.0 §31.10): the clock that stamps the log. */
public record GetSelTime() implements IpmiCommand<GetSelTime.Response> {
    @Override
    public int netFn() {
        return 0x0A;
    }

    @Override
    public int code() {
        return 0x48;
    }

    @Override
    public void writeTo(WireWriter out) {}

    @Override
    public Response readResponse(WireReader in) {
        return new Response(in.u32("time"));
    }

    /** Seconds as in a log record's timestamp: since 1970, or since the BMC started. */
    public record Response(long seconds) {}
}
