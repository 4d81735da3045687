package dev.sideband.ipmi.command.storage;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/**
 * Add SEL Entry (IPMI 2.0 §31.6): writes a record into the log.
 *
 * @param record 16 bytes; the BMC puts its own id, and for most types its own time, into them
 */
public record AddSelEntry(Bytes record) implements IpmiCommand<AddSelEntry.Response> {
    private static final int LENGTH = 16;

    public AddSelEntry {
        if (record.length() != LENGTH) {
            throw new IllegalArgumentException(
                    "a record must have 16 bytes, not %d".formatted(record.length()));
        }
    }

    @Override
    public int netFn() {
        return 0x0A;
    }

    @Override
    public int code() {
        return 0x44;
    }

    @Override
    public boolean idempotent() {
        return false;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.bytes(record.toArray());
    }

    @Override
    public Response readResponse(WireReader in) {
        return new Response(in.u16("record id"));
    }

    /** The id that the BMC gave the record. */
    public record Response(int recordId) {}
}
