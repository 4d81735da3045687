package dev.sideband.ipmi.command.storage;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/** Get SDR Repository Info (IPMI 2.0 §33.9): how many records there are and when they changed. */
public record GetSdrRepositoryInfo() implements IpmiCommand<GetSdrRepositoryInfo.Response> {
    @Override
    public int netFn() {
        return 0x0A;
    }

    @Override
    public int code() {
        return 0x20;
    }

    @Override
    public void writeTo(WireWriter out) {}

    @Override
    public Response readResponse(WireReader in) {
        return new Response(
                in.u8("SDR version"),
                in.u16("record count"),
                in.u16("free space"),
                in.u32("last addition"),
                in.u32("last erase"),
                in.hasMore() ? in.u8("operation support") : 0);
    }

    /**
     * What the repository says of itself.
     *
     * @param recordCount often wrong: the chain of record ids decides
     * @param freeBytes FFFEh: at least that many; FFFFh: not told
     * @param lastAdded seconds of the BMC's clock; 0 or FFFFFFFFh: not told
     * @param lastErased as {@code lastAdded}
     */
    public record Response(
            int version,
            int recordCount,
            int freeBytes,
            long lastAdded,
            long lastErased,
            int operationSupport) {}
}
