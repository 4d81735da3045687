package dev.sideband.ipmi.command.storage;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

import java.util.OptionalInt;

/** Get SEL Time UTC Offset (IPMI 2.0 §31.11a): whether the log is stamped in local time. */
public record GetSelTimeUtcOffset() implements IpmiCommand<GetSelTimeUtcOffset.Response> {
    @Override
    public int netFn() {
        return 0x0A;
    }

    @Override
    public int code() {
        return 0x5C;
    }

    @Override
    public void writeTo(WireWriter out) {}

    @Override
    public Response readResponse(WireReader in) {
        return new Response((short) in.u16("offset"));
    }

    /** The offset as sent: the BMC's clock minus UTC in minutes, or 07FFh. */
    public record Response(int raw) {
        private static final int UNSPECIFIED = 0x07FF;
        private static final int LONGEST = 24 * 60;

        /** Minutes that the BMC's clock is ahead of UTC; empty where it does not know. */
        public OptionalInt minutes() {
            boolean told = raw != UNSPECIFIED && Math.abs(raw) <= LONGEST;
            return told ? OptionalInt.of(raw) : OptionalInt.empty();
        }
    }
}
