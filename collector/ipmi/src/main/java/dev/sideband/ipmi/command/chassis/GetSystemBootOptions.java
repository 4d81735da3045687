package dev.sideband.ipmi.command.chassis;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/**
 * Get System Boot Options (IPMI 2.0 §28.13). Refused with 80h where the BMC does not have the
 * parameter.
 *
 * @param set which of several sets, such as the blocks of the mailbox; otherwise 0
 */
public record GetSystemBootOptions(BootParameter parameter, int set)
        implements IpmiCommand<GetSystemBootOptions.Response> {
    public GetSystemBootOptions(BootParameter parameter) {
        this(parameter, 0);
    }

    @Override
    public int netFn() {
        return NetFn.CHASSIS;
    }

    @Override
    public int code() {
        return 0x09;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.u8(parameter.selector()).u8(set).u8(0);
    }

    @Override
    public Response readResponse(WireReader in) {
        int version = in.u8("parameter version") & 0x0F;
        int head = in.u8("parameter");
        int selector = head & 0x7F;
        if (selector != parameter.selector()) {
            throw in.malformed(
                    "parameter", "asked for %d, got %d".formatted(parameter.selector(), selector));
        }
        return new Response(version, (head & 0x80) != 0, Bytes.of(in.rest()));
    }

    /**
     * A parameter.
     *
     * @param locked marked invalid, so that firmware does not act on it
     */
    public record Response(int version, boolean locked, Bytes data) {}
}
