package dev.sideband.ipmi.command.chassis;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/** Get Chassis Capabilities (IPMI 2.0 §28.1): which controller does what in this chassis. */
public record GetChassisCapabilities() implements IpmiCommand<GetChassisCapabilities.Response> {
    private static final int BMC = 0x20;

    @Override
    public int netFn() {
        return NetFn.CHASSIS;
    }

    @Override
    public int code() {
        return 0x00;
    }

    @Override
    public void writeTo(WireWriter out) {}

    @Override
    public Response readResponse(WireReader in) {
        return new Response(
                in.u8("capabilities"),
                in.u8("FRU info device"),
                in.u8("SDR device"),
                in.u8("SEL device"),
                in.u8("system management device"),
                in.hasMore() ? in.u8("bridge device") : BMC);
    }

    /** Slave addresses of the controllers, 00h where there is none, and what they can do. */
    public record Response(
            int capabilities,
            int fruInfoDevice,
            int sdrDevice,
            int selDevice,
            int systemManagementDevice,
            int bridgeDevice) {
        public boolean intrusionSensor() {
            return (capabilities & 0x01) != 0;
        }

        public boolean frontPanelLockout() {
            return (capabilities & 0x02) != 0;
        }

        public boolean diagnosticInterrupt() {
            return (capabilities & 0x04) != 0;
        }

        public boolean powerInterlock() {
            return (capabilities & 0x08) != 0;
        }
    }
}
