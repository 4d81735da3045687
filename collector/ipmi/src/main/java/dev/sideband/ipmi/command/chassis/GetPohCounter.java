package dev.sideband.ipmi.command.chassis;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

import java.time.Duration;

/** Get POH Counter (IPMI 2.0 §28.14): how long the server has been on in its life. */
public record GetPohCounter() implements IpmiCommand<GetPohCounter.Response> {
    @Override
    public int netFn() {
        return NetFn.CHASSIS;
    }

    @Override
    public int code() {
        return 0x0F;
    }

    @Override
    public void writeTo(WireWriter out) {}

    @Override
    public Response readResponse(WireReader in) {
        return new Response(in.u8("minutes per count"), in.u32("counter"));
    }

    /** A counter, and how many minutes make it go up by one. */
    public record Response(int minutesPerCount, long counter) {
        public Duration powerOn() {
            return Duration.ofMinutes(counter * minutesPerCount);
        }
    }
}
