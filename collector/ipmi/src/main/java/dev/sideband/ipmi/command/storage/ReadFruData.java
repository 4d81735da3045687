package dev.sideband.ipmi.command.storage;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/**
 * Read FRU Data (IPMI 2.0 §34.2). Refused with {@link #BUSY} while the memory is being read by
 * others.
 *
 * @param lun of the controller that holds the FRU device, 0 to 3
 * @param offset of the first unit wanted: bytes, or words where the device is read by words
 * @param count of units wanted
 */
public record ReadFruData(int deviceId, int lun, int offset, int count)
        implements IpmiCommand<ReadFruData.Response> {
    public static final int BUSY = 0x81;

    @Override
    public int netFn() {
        return NetFn.STORAGE;
    }

    @Override
    public int code() {
        return 0x11;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.u8(deviceId).u16(offset).u8(count);
    }

    @Override
    public Response readResponse(WireReader in) {
        return new Response(in.u8("count"), Bytes.of(in.rest()));
    }

    /** How many units the BMC says it gives, and what it gives. */
    public record Response(int count, Bytes data) {}
}
