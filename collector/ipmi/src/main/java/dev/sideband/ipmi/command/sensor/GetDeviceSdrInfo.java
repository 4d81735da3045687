package dev.sideband.ipmi.command.sensor;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/** Get Device SDR Info (IPMI 2.0 §35.2): which LUNs of a controller have sensors. */
public record GetDeviceSdrInfo() implements IpmiCommand<GetDeviceSdrInfo.Response> {
    @Override
    public int netFn() {
        return 0x04;
    }

    @Override
    public int code() {
        return 0x20;
    }

    @Override
    public void writeTo(WireWriter out) {}

    @Override
    public Response readResponse(WireReader in) {
        int sensors = in.u8("sensor count");
        int flags = in.u8("flags");
        boolean dynamic = (flags & 0x80) != 0;
        long changed = dynamic && in.remaining() >= 4 ? in.u32("population change") : 0;
        return new Response(sensors, flags & 0x0F, dynamic, changed);
    }

    /**
     * What the controller says of its sensors.
     *
     * @param luns bit n: LUN n has sensors
     * @param changed a number that changes with a dynamic population
     */
    public record Response(int sensors, int luns, boolean dynamic, long changed) {}
}
