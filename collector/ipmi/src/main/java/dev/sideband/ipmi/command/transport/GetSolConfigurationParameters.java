package dev.sideband.ipmi.command.transport;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/**
 * Get SOL Configuration Parameters (IPMI 2.0 §26.3), of the channel that is asked.
 *
 * @param parameter one of {@link SolParameter}
 */
public record GetSolConfigurationParameters(int parameter)
        implements IpmiCommand<GetSolConfigurationParameters.Response> {
    /** Completion code: this BMC does not have the parameter. */
    public static final int NOT_SUPPORTED = 0x80;

    static final int THIS_CHANNEL = 0x0E;

    @Override
    public int netFn() {
        return NetFn.TRANSPORT;
    }

    @Override
    public int code() {
        return 0x22;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.u8(THIS_CHANNEL).u8(parameter).u8(0).u8(0);
    }

    @Override
    public Response readResponse(WireReader in) {
        in.u8("parameter revision");
        return new Response(Bytes.of(in.rest()));
    }

    /** The parameter's bytes, as table 26-5 has them. */
    public record Response(Bytes value) {}
}
