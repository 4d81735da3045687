package dev.sideband.ipmi.command.transport;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/**
 * Get LAN Configuration Parameters (IPMI 2.0 §23.2). Refused with 80h where the BMC does not have
 * the parameter.
 *
 * @param channel 0Eh: the one that this comes over
 * @param parameter table 23-4; the numbers of those that are read here are constants
 * @param set which entry of a table; otherwise 0
 */
public record GetLanConfigurationParameters(int channel, int parameter, int set)
        implements IpmiCommand<GetLanConfigurationParameters.Response> {
    public static final int PRESENT_CHANNEL = 0x0E;
    public static final int DESTINATION_COUNT = 17;
    public static final int DESTINATION_TYPE = 18;
    public static final int DESTINATION_ADDRESS = 19;

    @Override
    public int netFn() {
        return NetFn.TRANSPORT;
    }

    @Override
    public int code() {
        return 0x02;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.u8(channel).u8(parameter).u8(set).u8(0);
    }

    @Override
    public Response readResponse(WireReader in) {
        return new Response(in.u8("parameter revision"), Bytes.of(in.rest()));
    }

    /** A parameter; that of a table begins with the number of the entry. */
    public record Response(int revision, Bytes data) {}
}
