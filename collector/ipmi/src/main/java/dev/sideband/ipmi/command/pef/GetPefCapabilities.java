package dev.sideband.ipmi.command.pef;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/** Get PEF Capabilities (IPMI 2.0 §30.1): what a BMC can do when an event comes. */
public record GetPefCapabilities() implements IpmiCommand<GetPefCapabilities.Response> {
    @Override
    public int netFn() {
        return NetFn.SENSOR_EVENT;
    }

    @Override
    public int code() {
        return 0x10;
    }

    @Override
    public void writeTo(WireWriter out) {}

    @Override
    public Response readResponse(WireReader in) {
        return new Response(in.u8("PEF version"), in.u8("action support"), in.u8("filters"));
    }

    /**
     * Body after the completion code.
     *
     * @param versionBcd 51h: 1.5
     * @param actions one bit for each action
     * @param filters how many entries the table of event filters has
     */
    public record Response(int versionBcd, int actions, int filters) {
        public boolean canAlert() {
            return (actions & 0x01) != 0;
        }

        public boolean canPowerDown() {
            return (actions & 0x02) != 0;
        }

        public boolean canReset() {
            return (actions & 0x04) != 0;
        }

        public boolean canPowerCycle() {
            return (actions & 0x08) != 0;
        }

        public boolean canInterrupt() {
            return (actions & 0x20) != 0;
        }
    }
}
