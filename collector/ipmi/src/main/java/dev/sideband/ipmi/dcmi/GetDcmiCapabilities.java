package dev.sideband.ipmi.dcmi;

import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/** Get DCMI Capabilities Info (DCMI 1.5 §6.1.1), parameter 1: what the BMC can do. */
public record GetDcmiCapabilities() implements DcmiCommand<GetDcmiCapabilities.Response> {
    private static final int SUPPORTED_CAPABILITIES = 1;

    @Override
    public int code() {
        return 0x01;
    }

    @Override
    public void writeBody(WireWriter out) {
        out.u8(SUPPORTED_CAPABILITIES);
    }

    @Override
    public Response readBody(WireReader in) {
        int major = in.u8("major version");
        int minor = in.u8("minor version");
        in.skip("parameter revision", 1);
        in.skip("mandatory capabilities", 1);
        int optional = in.u8("optional capabilities");
        return new Response(major, minor, (optional & 1) != 0);
    }

    /**
     * What the BMC says that it can do.
     *
     * @param power it measures the power of the system
     */
    public record Response(int major, int minor, boolean power) {}
}
