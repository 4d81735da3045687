package dev.sideband.ipmi.command.watchdog;

import dev.sideband.ipmi.command.Done;
import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/**
 * Reset Watchdog Timer (IPMI 2.0 §27.5): starts it anew. Refused with {@link #NEVER_SET} where
 * nobody has set it.
 */
public record ResetWatchdogTimer() implements IpmiCommand<Done> {
    public static final int NEVER_SET = 0x80;

    @Override
    public int netFn() {
        return NetFn.APP;
    }

    @Override
    public int code() {
        return 0x22;
    }

    @Override
    public void writeTo(WireWriter out) {}

    @Override
    public Done readResponse(WireReader in) {
        return Done.DONE;
    }
}
