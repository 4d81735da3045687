package dev.sideband.ipmi.command.app;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/**
 * Get Payload Instance Info (IPMI 2.0 §24.5): who has an instance of a payload.
 *
 * @param instance 1 to 15
 */
public record GetPayloadInstanceInfo(int payloadType, int instance)
        implements IpmiCommand<GetPayloadInstanceInfo.Response> {
    public GetPayloadInstanceInfo {
        PayloadActivation.check(payloadType, instance);
    }

    @Override
    public int netFn() {
        return NetFn.APP;
    }

    @Override
    public int code() {
        return 0x4B;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.u8(payloadType).u8(instance);
    }

    @Override
    public Response readResponse(WireReader in) {
        return new Response(in.i32("session id"));
    }

    /**
     * Body after the completion code, without what is particular to a payload type.
     *
     * @param bmcSessionId the managed system's id of the session that has it, 0 for nobody
     */
    public record Response(int bmcSessionId) {}
}
