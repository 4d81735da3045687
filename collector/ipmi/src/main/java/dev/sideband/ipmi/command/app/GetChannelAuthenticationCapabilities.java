package dev.sideband.ipmi.command.app;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.crypto.AuthenticationType;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/**
 * Get Channel Authentication Capabilities (IPMI 2.0 §22.13): what the LAN channel that is asked
 * accepts. Works without a session; its answer is not authenticated.
 *
 * @param withIpmi2Data ask what IPMI 2.0 has added, which some older BMCs refuse
 */
public record GetChannelAuthenticationCapabilities(PrivilegeLevel level, boolean withIpmi2Data)
        implements IpmiCommand<GetChannelAuthenticationCapabilities.Response> {
    static final int THIS_CHANNEL = 0x0E;
    private static final int WITH_IPMI_2_DATA = 0x80;

    public GetChannelAuthenticationCapabilities(PrivilegeLevel level) {
        this(level, true);
    }

    @Override
    public int netFn() {
        return NetFn.APP;
    }

    @Override
    public int code() {
        return 0x38;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.u8((withIpmi2Data ? WITH_IPMI_2_DATA : 0) | THIS_CHANNEL).u8(level.number());
    }

    @Override
    public Response readResponse(WireReader in) {
        return new Response(
                in.u8("channel") & 0x0F,
                in.u8("authentication types"),
                in.u8("authentication status"),
                in.u8("extended capabilities"));
    }

    /**
     * Body after the completion code.
     *
     * @param authenticationTypes of IPMI 1.5, bit 0 none, 1 MD2, 2 MD5, 4 password; bit 7 says that
     *     {@code extended} means something
     */
    public record Response(int channel, int authenticationTypes, int status, int extended) {
        /** Whether sessions take a BMC key (K_G) besides the password. */
        public boolean bmcKeySet() {
            return (status & 0x20) != 0;
        }

        /** Whether anybody may log in with an empty name and an empty password. */
        public boolean anonymousLogin() {
            return (status & 0x01) != 0;
        }

        /** Whether an IPMI 1.5 session may be had with that type. */
        public boolean offers(AuthenticationType type) {
            return (authenticationTypes & 1 << type.number()) != 0;
        }

        /** Whether answers to what level User may ask come without a code (IPMI 1.5). */
        public boolean userLevelUnauthenticated() {
            return (status & 0x08) != 0;
        }

        public boolean speaksIpmi2() {
            return (authenticationTypes & 0x80) != 0 && (extended & 0x02) != 0;
        }
    }
}
