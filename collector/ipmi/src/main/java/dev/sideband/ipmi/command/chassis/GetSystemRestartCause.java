package dev.sideband.ipmi.command.chassis;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/** Get System Restart Cause (IPMI 2.0 §28.11): why the server last started. */
public record GetSystemRestartCause() implements IpmiCommand<GetSystemRestartCause.Response> {
    @Override
    public int netFn() {
        return NetFn.CHASSIS;
    }

    @Override
    public int code() {
        return 0x07;
    }

    @Override
    public void writeTo(WireWriter out) {}

    @Override
    public Response readResponse(WireReader in) {
        int cause = in.u8("restart cause") & 0x0F;
        return new Response(cause, in.hasMore() ? in.u8("channel") : 0);
    }

    /**
     * The cause, and the channel over which it was ordered.
     *
     * @param cause code as in table 28-11, 0 to 15
     */
    public record Response(int cause, int channel) {
        public String text() {
            return switch (cause) {
                case 0x0 -> "unknown";
                case 0x1 -> "chassis control command";
                case 0x2 -> "reset button";
                case 0x3 -> "power button";
                case 0x4 -> "watchdog expired";
                case 0x5 -> "OEM";
                case 0x6 -> "power restored, policy always on";
                case 0x7 -> "power restored, policy previous state";
                case 0x8 -> "reset by an event filter";
                case 0x9 -> "power cycle by an event filter";
                case 0xA -> "soft reset";
                case 0xB -> "real-time clock wake-up";
                default -> "code %Xh".formatted(cause);
            };
        }
    }
}
