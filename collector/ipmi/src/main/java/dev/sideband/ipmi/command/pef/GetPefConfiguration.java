package dev.sideband.ipmi.command.pef;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/**
 * Get PEF Configuration Parameters (IPMI 2.0 §30.4). Refused with 80h where the BMC does not have
 * the parameter.
 *
 * @param parameter table 30-6; the numbers of those that are read here are constants
 * @param set which entry of a table, counted from 1; otherwise 0
 */
public record GetPefConfiguration(int parameter, int set)
        implements IpmiCommand<GetPefConfiguration.Response> {
    public static final int CONTROL = 1;
    public static final int ACTION_CONTROL = 2;
    public static final int FILTER_COUNT = 5;
    public static final int FILTER_TABLE = 6;
    public static final int POLICY_COUNT = 8;
    public static final int POLICY_TABLE = 9;
    public static final int SYSTEM_GUID = 10;

    @Override
    public int netFn() {
        return NetFn.SENSOR_EVENT;
    }

    @Override
    public int code() {
        return 0x13;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.u8(parameter).u8(set).u8(0);
    }

    @Override
    public Response readResponse(WireReader in) {
        return new Response(in.u8("parameter revision"), Bytes.of(in.rest()));
    }

    /** A parameter; that of a table begins with the number of the entry. */
    public record Response(int revision, Bytes data) {}
}
