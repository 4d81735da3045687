package dev.sideband.ipmi.command.storage;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/**
 * Clear SEL (IPMI 2.0 §31.9): erases the whole log, or asks how far that is.
 *
 * @param reservation from {@link ReserveSel}; without one that holds, nothing is erased
 * @param start true to erase, false to ask
 */
public record ClearSel(int reservation, boolean start) implements IpmiCommand<ClearSel.Response> {
    private static final int START = 0xAA;
    private static final int ASK = 0x00;
    private static final int DONE = 1;

    @Override
    public int netFn() {
        return 0x0A;
    }

    @Override
    public int code() {
        return 0x47;
    }

    /** What was added after an erase whose answer was lost would be erased unread. */
    @Override
    public boolean idempotent() {
        return !start;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.u16(reservation).u8('C').u8('L').u8('R').u8(start ? START : ASK);
    }

    @Override
    public Response readResponse(WireReader in) {
        return new Response((in.u8("erasure progress") & 0xF) == DONE);
    }

    /** Whether the erasure is done. */
    public record Response(boolean done) {}
}
