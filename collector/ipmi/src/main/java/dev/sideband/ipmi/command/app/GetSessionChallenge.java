package dev.sideband.ipmi.command.app;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.crypto.AuthenticationType;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

import java.util.Arrays;

/** Get Session Challenge (IPMI 2.0 §22.16): begins an IPMI 1.5 login. */
public record GetSessionChallenge(AuthenticationType type, Bytes username)
        implements IpmiCommand<GetSessionChallenge.Response> {
    /** Completion code: no such user. */
    public static final int INVALID_USER_NAME = 0x81;

    /** Completion code: the user without a name may not log in. */
    public static final int NULL_USER_NOT_ENABLED = 0x82;

    private static final int NAME_LENGTH = 16;
    private static final int CHALLENGE_LENGTH = 16;

    public GetSessionChallenge {
        if (username.length() > NAME_LENGTH) {
            throw new IllegalArgumentException("a BMC's user name has at most 16 bytes");
        }
    }

    @Override
    public int netFn() {
        return NetFn.APP;
    }

    @Override
    public int code() {
        return 0x39;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.u8(type.number()).bytes(Arrays.copyOf(username.toArray(), NAME_LENGTH));
    }

    @Override
    public Response readResponse(WireReader in) {
        return new Response(
                in.i32("temporary session id"), Bytes.of(in.bytes("challenge", CHALLENGE_LENGTH)));
    }

    /** Body after the completion code; the id holds until the session is active. */
    public record Response(int temporarySessionId, Bytes challenge) {}
}
