package dev.sideband.ipmi.command.app;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/** Get Device ID (IPMI 2.0 §20.1): who made the BMC, what it runs and what it can do. */
public record GetDeviceId() implements IpmiCommand<GetDeviceId.Response> {
    @Override
    public int netFn() {
        return NetFn.APP;
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
                in.u8("device id"),
                in.u8("device revision"),
                in.u8("firmware revision 1"),
                in.u8("firmware revision 2"),
                in.u8("IPMI version"),
                in.u8("additional device support"),
                in.u24("manufacturer id") & 0x0F_FFFF,
                in.u16("product id"));
    }

    /**
     * Body after the completion code, bytes as they came.
     *
     * @param manufacturerId IANA enterprise number
     * @param deviceSupport one bit for each kind of device; see the methods
     */
    public record Response(
            int deviceId,
            int deviceRevision,
            int firmwareRevision1,
            int firmwareRevision2,
            int ipmiVersionBcd,
            int deviceSupport,
            int manufacturerId,
            int productId) {
        /** Major revision in decimal, minor in BCD, such as {@code 2.49}. */
        public String firmwareRevision() {
            return "%d.%02x".formatted(firmwareRevision1 & 0x7F, firmwareRevision2);
        }

        /** Such as {@code 2.0}; the byte holds the digits in reverse. */
        public String ipmiVersion() {
            return "%x.%x".formatted(ipmiVersionBcd & 0x0F, ipmiVersionBcd >> 4);
        }

        /** Whether firmware or SDRs are being updated, so that commands may fail. */
        public boolean updating() {
            return (firmwareRevision1 & 0x80) != 0;
        }

        /** Whether the device itself holds SDRs, apart from any repository. */
        public boolean hasDeviceSdrs() {
            return (deviceRevision & 0x80) != 0;
        }

        public boolean isSensorDevice() {
            return supports(0);
        }

        public boolean hasSdrRepository() {
            return supports(1);
        }

        public boolean hasSel() {
            return supports(2);
        }

        public boolean hasFruInventory() {
            return supports(3);
        }

        public boolean isChassisDevice() {
            return supports(7);
        }

        private boolean supports(int bit) {
            return (deviceSupport >> bit & 1) != 0;
        }
    }
}
