package dev.sideband.ipmi.command.app;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/**
 * Deactivate Payload (IPMI 2.0 §24.2): ends an instance, whoever activated it.
 *
 * @param instance 1 to 15
 */
public record DeactivatePayload(int payloadType, int instance)
        implements IpmiCommand<DeactivatePayload.Response> {
    /** Completion code: nobody has this instance. */
    public static final int ALREADY_INACTIVE = 0x80;

    public DeactivatePayload {
        PayloadActivation.check(payloadType, instance);
    }

    @Override
    public int netFn() {
        return NetFn.APP;
    }

    @Override
    public int code() {
        return 0x49;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.u8(payloadType).u8(instance).u32(0);
    }

    @Override
    public Response readResponse(WireReader in) {
        return new Response();
    }

    /** The answer has no body. */
    public record Response() {}
}
