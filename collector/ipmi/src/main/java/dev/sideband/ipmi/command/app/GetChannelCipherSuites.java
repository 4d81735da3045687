package dev.sideband.ipmi.command.app;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/**
 * Get Channel Cipher Suites (IPMI 2.0 §22.15): a block of 16 bytes of the channel's list; {@link
 * CipherSuiteList} reads the whole. Works without a session; its answer is not authenticated.
 *
 * @param index which block, 0 to 63
 */
public record GetChannelCipherSuites(int index)
        implements IpmiCommand<GetChannelCipherSuites.Response> {
    public static final int BLOCK_LENGTH = 16;
    public static final int MAX_INDEX = 0x3F;

    private static final int BY_CIPHER_SUITE = 0x80;
    private static final int PAYLOAD_IPMI = 0x00;

    @Override
    public int netFn() {
        return NetFn.APP;
    }

    @Override
    public int code() {
        return 0x54;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.u8(GetChannelAuthenticationCapabilities.THIS_CHANNEL);
        out.u8(PAYLOAD_IPMI).u8(BY_CIPHER_SUITE | index);
    }

    @Override
    public Response readResponse(WireReader in) {
        return new Response(in.u8("channel") & 0x0F, Bytes.of(in.rest()));
    }

    /** Body after the completion code; a block shorter than 16 bytes is the last one. */
    public record Response(int channel, Bytes block) {
        public boolean isLast() {
            return block.length() < BLOCK_LENGTH;
        }
    }
}
