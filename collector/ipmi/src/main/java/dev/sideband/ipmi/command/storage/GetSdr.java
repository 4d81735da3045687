package dev.sideband.ipmi.command.storage;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/**
 * Get SDR (IPMI 2.0 §33.12): a record of the repository, or a part of one.
 *
 * @param reservation from {@link ReserveSdrRepository}, or 0 for whole records
 * @param recordId 0000h for the first record
 * @param offset of the first byte wanted
 * @param count of bytes wanted; FFh: all that there is from {@code offset}
 */
public record GetSdr(int reservation, int recordId, int offset, int count)
        implements IpmiCommand<GetSdr.Response> {
    @Override
    public int netFn() {
        return 0x0A;
    }

    @Override
    public int code() {
        return 0x23;
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
