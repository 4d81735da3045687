package dev.sideband.ipmi.command.storage;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/**
 * Get FRU Inventory Area Info (IPMI 2.0 §34.1): how large a FRU's memory is said to be.
 *
 * @param lun of the controller that holds the FRU device, 0 to 3
 */
public record GetFruInventoryAreaInfo(int deviceId, int lun)
        implements IpmiCommand<GetFruInventoryAreaInfo.Response> {
    @Override
    public int netFn() {
        return NetFn.STORAGE;
    }

    @Override
    public int code() {
        return 0x10;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.u8(deviceId);
    }

    @Override
    public Response readResponse(WireReader in) {
        return new Response(in.u16("size"), (in.u8("access") & 0x01) != 0);
    }

    /**
     * What the BMC says of the device.
     *
     * @param sizeBytes often that of the memory's socket rather than that of what is in it
     * @param byWords offsets and counts are in words of two bytes
     */
    public record Response(int sizeBytes, boolean byWords) {}
}
