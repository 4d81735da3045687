package dev.sideband.ipmi.dcmi;

import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/** Get Power Reading (DCMI 1.5 §6.6.1), mode 1: the power of the system in watts. */
public record GetPowerReading() implements DcmiCommand<GetPowerReading.Response> {
    private static final int SYSTEM_POWER = 1;

    @Override
    public int code() {
        return 0x02;
    }

    @Override
    public void writeBody(WireWriter out) {
        out.u8(SYSTEM_POWER).u8(0).u8(0);
    }

    @Override
    public Response readBody(WireReader in) {
        return new Response(
                in.u16("power now"),
                in.u16("least power"),
                in.u16("most power"),
                in.u16("mean power"),
                in.u32("time"),
                in.u32("period"),
                (in.u8("state") & 0x40) != 0);
    }

    /**
     * Watts.
     *
     * @param time of the BMC's clock, not reliable on OpenBMC
     * @param periodMillis over which {@code least}, {@code most} and {@code mean} were taken
     * @param measuring false: the numbers mean nothing
     */
    public record Response(
            int now,
            int least,
            int most,
            int mean,
            long time,
            long periodMillis,
            boolean measuring) {}
}
