package dev.sideband.ipmi.command.sensor;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/**
 * Get Device SDR (IPMI 2.0 §35.3): a record that a controller keeps for its own sensors, per LUN.
 *
 * @param reservation from {@link ReserveDeviceSdr}, or 0 for whole records
 * @param recordId 0000h for the first record
 * @param offset of the first byte wanted
 * @param count of bytes wanted; FFh: all that there is from {@code offset}
 */
public record GetDeviceSdr(int lun, int reservation, int recordId, int offset, int count)
        implements IpmiCommand<GetDeviceSdr.Response> {
    @Override
    public int netFn() {
        return 0x04;
    }

    @Override
    public int code() {
        return 0x21;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.u16(reservation).u16(recordId).u8(offset).u8(count);
    }

    @Override
    public Response readResponse(WireReader in) {
        return new Response(in.u16("next record id"), Bytes.of(in.rest()));
    }

    /** A part of a record, and the id of the next one: FFFFh behind the last. */
    public record Response(int nextRecordId, Bytes data) {}
}
