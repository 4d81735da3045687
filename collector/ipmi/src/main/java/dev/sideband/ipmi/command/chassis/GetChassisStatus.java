package dev.sideband.ipmi.command.chassis;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/** Get Chassis Status (IPMI 2.0 §28.2): is the server on, and does its chassis complain. */
public record GetChassisStatus() implements IpmiCommand<GetChassisStatus.Response> {
    @Override
    public int netFn() {
        return NetFn.CHASSIS;
    }

    @Override
    public int code() {
        return 0x01;
    }

    @Override
    public void writeTo(WireWriter out) {}

    @Override
    public Response readResponse(WireReader in) {
        return new Response(
                in.u8("current power state"), in.u8("last power event"), in.u8("misc state"));
    }

    /** Body after the completion code, bytes as they came. */
    public record Response(int powerState, int lastPowerEvent, int miscState) {
        public boolean powerOn() {
            return (powerState & 0x01) != 0;
        }

        public boolean powerOverload() {
            return (powerState & 0x02) != 0;
        }

        public boolean powerFault() {
            return (powerState & 0x08) != 0;
        }

        public boolean intrusion() {
            return (miscState & 0x01) != 0;
        }

        public boolean driveFault() {
            return (miscState & 0x04) != 0;
        }

        public boolean coolingFault() {
            return (miscState & 0x08) != 0;
        }
    }
}
