package dev.sideband.ipmi.command.app;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/**
 * Get Message (IPMI 2.0 §22.6): takes a message out of the BMC's receive queue. Where there is none
 * it is refused with {@link #QUEUE_EMPTY}.
 */
public record GetMessage() implements IpmiCommand<GetMessage.Response> {
    /** Completion code: no message is there now. */
    public static final int QUEUE_EMPTY = 0x80;

    @Override
    public int netFn() {
        return NetFn.APP;
    }

    @Override
    public int code() {
        return 0x33;
    }

    /** A message is gone once it was taken. */
    @Override
    public boolean idempotent() {
        return false;
    }

    @Override
    public void writeTo(WireWriter out) {}

    @Override
    public Response readResponse(WireReader in) {
        int channel = in.u8("channel") & 0xF;
        return new Response(channel, Bytes.of(in.rest()));
    }

    /**
     * The body after the completion code.
     *
     * @param message as it came over the bus, without the address of its receiver in front
     */
    public record Response(int channel, Bytes message) {}
}
