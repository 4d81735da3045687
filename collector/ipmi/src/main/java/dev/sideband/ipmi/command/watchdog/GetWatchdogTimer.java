package dev.sideband.ipmi.command.watchdog;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Get Watchdog Timer (IPMI 2.0 §27.7): is it running, for whom, and what it will do. */
public record GetWatchdogTimer() implements IpmiCommand<GetWatchdogTimer.Response> {
    private static final Duration TICK = Duration.ofMillis(100);

    @Override
    public int netFn() {
        return NetFn.APP;
    }

    @Override
    public int code() {
        return 0x25;
    }

    @Override
    public void writeTo(WireWriter out) {}

    @Override
    public Response readResponse(WireReader in) {
        int use = in.u8("timer use");
        int actions = in.u8("timer actions");
        Duration preTimeout = Duration.ofSeconds(in.u8("pre-timeout interval"));
        int flags = in.u8("expiration flags");
        var expired = EnumSet.noneOf(WatchdogUse.class);
        for (WatchdogUse each : WatchdogUse.values()) {
            if ((flags >> each.code() & 1) != 0) {
                expired.add(each);
            }
        }
        return new Response(
                WatchdogUse.of(use & 0x07),
                (use & 0x40) != 0,
                (use & 0x80) == 0,
                WatchdogAction.of(actions & 0x07),
                PreTimeoutInterrupt.of(actions >> 4 & 0x07),
                preTimeout,
                Collections.unmodifiableSet(expired),
                TICK.multipliedBy(in.u16("initial countdown")),
                // ipmi_sim leaves it out.
                in.hasMore()
                        ? Optional.of(TICK.multipliedBy(in.u16("present countdown")))
                        : Optional.empty());
    }

    /**
     * The timer.
     *
     * @param use empty where the BMC says a reserved code, such as before its first use
     * @param logs whether running out is logged
     * @param action empty where the BMC says a reserved code
     * @param interrupt empty where the BMC says a reserved code
     * @param preTimeout how long before the end {@code interrupt} comes
     * @param expired for whom it has run out, until the flag is cleared
     * @param initial where it starts at each reset
     * @param left until it runs out, where it is running; empty where the BMC does not say
     */
    public record Response(
            Optional<WatchdogUse> use,
            boolean running,
            boolean logs,
            Optional<WatchdogAction> action,
            Optional<PreTimeoutInterrupt> interrupt,
            Duration preTimeout,
            Set<WatchdogUse> expired,
            Duration initial,
            Optional<Duration> left) {}
}
