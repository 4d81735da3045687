package dev.sideband.ipmi.command.app;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.crypto.AuthenticationType;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/**
 * Activate Session (IPMI 2.0 §22.17): ends an IPMI 1.5 login. A BMC answers nothing at all where
 * the authentication code, and so the password, is wrong.
 *
 * @param level the highest level that will be asked for
 * @param firstSequence of the packets that the BMC will send; not 0
 */
public record ActivateSession(
        AuthenticationType type, PrivilegeLevel level, Bytes challenge, int firstSequence)
        implements IpmiCommand<ActivateSession.Response> {
    /** Completion codes: no session is free, at all, for this user, or at this level. */
    public static final int NO_SLOT = 0x81;

    public static final int NO_SLOT_FOR_USER = 0x82;
    public static final int NO_SLOT_FOR_LEVEL = 0x83;

    /** Completion code: the level is above the user's or the channel's limit. */
    public static final int LEVEL_TOO_HIGH = 0x86;

    @Override
    public int netFn() {
        return NetFn.APP;
    }

    @Override
    public int code() {
        return 0x3A;
    }

    /** Each time that it is sent with a wrong password counts. */
    @Override
    public boolean idempotent() {
        return false;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.u8(type.number()).u8(level.number());
        out.bytes(challenge.toArray()).u32(firstSequence);
    }

    @Override
    public Response readResponse(WireReader in) {
        return new Response(
                in.u8("authentication type") & 0x0F,
                in.i32("session id"),
                in.i32("first sequence number"),
                in.hasMore() ? in.u8("highest level") & 0x0F : 0);
    }

    /**
     * Body after the completion code.
     *
     * @param authenticationType number of the type for the rest of the session, 0 where its
     *     messages need no codes
     * @param firstSequence of the packets that the console will send
     * @param highestLevel number of the level that may be asked for
     */
    public record Response(
            int authenticationType, int sessionId, int firstSequence, int highestLevel) {}
}
