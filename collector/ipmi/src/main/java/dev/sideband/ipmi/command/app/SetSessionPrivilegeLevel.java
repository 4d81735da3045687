package dev.sideband.ipmi.command.app;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/** Set Session Privilege Level (IPMI 2.0 §22.18): raises a fresh session above User. */
public record SetSessionPrivilegeLevel(PrivilegeLevel level)
        implements IpmiCommand<SetSessionPrivilegeLevel.Response> {
    /** Completion code: this user may not have the level. */
    public static final int NOT_AVAILABLE_FOR_USER = 0x80;

    /** Completion code: the level is above the channel's or the user's limit. */
    public static final int ABOVE_LIMIT = 0x81;

    @Override
    public int netFn() {
        return NetFn.APP;
    }

    @Override
    public int code() {
        return 0x3B;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.u8(level.number());
    }

    @Override
    public Response readResponse(WireReader in) {
        return new Response(in.u8("privilege level") & 0x0F);
    }

    /** Body after the completion code: the number of the level that holds now. */
    public record Response(int level) {}
}
