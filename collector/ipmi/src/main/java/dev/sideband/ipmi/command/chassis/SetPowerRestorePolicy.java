package dev.sideband.ipmi.command.chassis;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Set Power Restore Policy (IPMI 2.0 §28.8): what to do when mains power comes back.
 *
 * @param policy {@link PowerRestorePolicy#UNKNOWN}: change nothing, only ask what there is
 */
public record SetPowerRestorePolicy(PowerRestorePolicy policy)
        implements IpmiCommand<SetPowerRestorePolicy.Response> {
    @Override
    public int netFn() {
        return NetFn.CHASSIS;
    }

    @Override
    public int code() {
        return 0x06;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.u8(policy.code());
    }

    @Override
    public Response readResponse(WireReader in) {
        int bits = in.u8("supported policies");
        var supported = EnumSet.noneOf(PowerRestorePolicy.class);
        for (PowerRestorePolicy each : PowerRestorePolicy.values()) {
            if (each != PowerRestorePolicy.UNKNOWN && (bits >> each.code() & 1) != 0) {
                supported.add(each);
            }
        }
        return new Response(Collections.unmodifiableSet(supported));
    }

    /** The policies that the chassis can follow. */
    public record Response(Set<PowerRestorePolicy> supported) {}
}
