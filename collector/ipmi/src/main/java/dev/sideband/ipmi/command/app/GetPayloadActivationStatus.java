package dev.sideband.ipmi.command.app;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/** Get Payload Activation Status (IPMI 2.0 §24.4): which instances of a payload are taken. */
public record GetPayloadActivationStatus(int payloadType)
        implements IpmiCommand<GetPayloadActivationStatus.Response> {
    public GetPayloadActivationStatus {
        PayloadActivation.check(payloadType, 1);
    }

    @Override
    public int netFn() {
        return NetFn.APP;
    }

    @Override
    public int code() {
        return 0x4A;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.u8(payloadType);
    }

    @Override
    public Response readResponse(WireReader in) {
        int capacity = in.u8("instance capacity") & 0x0F;
        int low = in.u8("instances 1 to 8");
        int high = in.hasMore() ? in.u8("instances 9 to 16") : 0;
        return new Response(capacity, high << 8 | low);
    }

    /**
     * Body after the completion code.
     *
     * @param capacity how many instances there can be at once
     * @param activated bit n - 1 stands for instance n
     */
    public record Response(int capacity, int activated) {
        public boolean isActive(int instance) {
            return (activated >> (instance - 1) & 1) != 0;
        }
    }
}
