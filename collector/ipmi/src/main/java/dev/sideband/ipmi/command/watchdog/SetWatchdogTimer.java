package dev.sideband.ipmi.command.watchdog;

import dev.sideband.ipmi.command.Done;
import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

import java.time.Duration;
import java.util.Set;

/**
 * Set Watchdog Timer (IPMI 2.0 §27.6): how it works from now on. It stops; {@link
 * ResetWatchdogTimer} starts it.
 *
 * @param logs whether running out is logged
 * @param keepRunning do not stop it where it runs
 * @param preTimeout whole seconds, up to 255
 * @param clear whose flags of having run out are taken back
 * @param initial in steps of 100 ms, up to 6553.5 s
 */
public record SetWatchdogTimer(
        WatchdogUse use,
        boolean logs,
        boolean keepRunning,
        WatchdogAction action,
        PreTimeoutInterrupt interrupt,
        Duration preTimeout,
        Set<WatchdogUse> clear,
        Duration initial)
        implements IpmiCommand<Done> {
    private static final long TICK_MILLIS = 100;

    public SetWatchdogTimer {
        clear = Set.copyOf(clear);
        if (preTimeout.isNegative() || preTimeout.toSeconds() > 0xFF) {
            throw new IllegalArgumentException("preTimeout must be 0 to 255 s, not " + preTimeout);
        }
        if (initial.isNegative() || initial.toMillis() / TICK_MILLIS > 0xFFFF) {
            throw new IllegalArgumentException("initial must be 0 to 6553.5 s, not " + initial);
        }
    }

    @Override
    public int netFn() {
        return NetFn.APP;
    }

    @Override
    public int code() {
        return 0x24;
    }

    @Override
    public void writeTo(WireWriter out) {
        int flags = 0;
        for (WatchdogUse each : clear) {
            flags |= 1 << each.code();
        }
        out.u8((logs ? 0 : 0x80) | (keepRunning ? 0x40 : 0) | use.code())
                .u8(interrupt.code() << 4 | action.code())
                .u8((int) preTimeout.toSeconds())
                .u8(flags)
                .u16((int) (initial.toMillis() / TICK_MILLIS));
    }

    @Override
    public Done readResponse(WireReader in) {
        return Done.DONE;
    }
}
