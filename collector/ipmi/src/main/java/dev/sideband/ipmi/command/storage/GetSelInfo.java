package dev.sideband.ipmi.command.storage;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/** Get SEL Info (IPMI 2.0 §31.2): how full the log is and when it changed. */
public record GetSelInfo() implements IpmiCommand<GetSelInfo.Response> {
    @Override
    public int netFn() {
        return 0x0A;
    }

    @Override
    public int code() {
        return 0x40;
    }

    @Override
    public void writeTo(WireWriter out) {}

    @Override
    public Response readResponse(WireReader in) {
        int version = in.u8("SEL version");
        int entries = in.u16("entries");
        int freeBytes = in.u16("free space");
        long lastAdded = in.u32("last addition");
        long lastErased = in.u32("last erase");
        int flags = in.hasMore() ? in.u8("operation support") : 0;
        return new Response(
                version, entries, freeBytes, lastAdded, lastErased, (flags & 0x80) != 0);
    }

    /**
     * What the log says of itself.
     *
     * @param freeBytes FFFFh: not told
     * @param lastAdded seconds of the BMC's clock, 1 s resolution; 0 or FFFFFFFFh: not told
     * @param lastErased as {@code lastAdded}; deleting one record changes it too
     * @param overflow events were dropped because the log was full
     */
    public record Response(
            int version,
            int entries,
            int freeBytes,
            long lastAdded,
            long lastErased,
            boolean overflow) {}
}
