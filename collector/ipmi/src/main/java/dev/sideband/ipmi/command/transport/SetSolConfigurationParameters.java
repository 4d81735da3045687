package dev.sideband.ipmi.command.transport;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/**
 * Set SOL Configuration Parameters (IPMI 2.0 §26.2), of the channel that is asked.
 *
 * @param parameter one of {@link SolParameter}
 */
public record SetSolConfigurationParameters(int parameter, Bytes value)
        implements IpmiCommand<SetSolConfigurationParameters.Response> {
    @Override
    public int netFn() {
        return NetFn.TRANSPORT;
    }

    @Override
    public int code() {
        return 0x21;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.u8(GetSolConfigurationParameters.THIS_CHANNEL).u8(parameter).bytes(value.toArray());
    }

    @Override
    public Response readResponse(WireReader in) {
        return new Response();
    }

    /** The answer has no body. */
    public record Response() {}
}
