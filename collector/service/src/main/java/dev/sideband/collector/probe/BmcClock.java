package dev.sideband.collector.probe;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.Malformed;
import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.client.IpmiClient;
import dev.sideband.ipmi.command.storage.GetSelTime;
import dev.sideband.ipmi.sel.SelTime;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;

/** Compares the clock that stamps a BMC's log with ours. */
record BmcClock(IpmiClient client, InstantSource clock) {
    /** The BMC tells whole seconds: on average the true time is half of one later. */
    private static final long HALF_A_SECOND = 500;

    /** The BMC's clock minus ours in milliseconds; null where it is not set or not told. */
    @Nullable Long skewMillis() throws IpmiException, InterruptedException {
        long asked = clock.millis();
        Instant told;
        try {
            told = SelTime.wallTime(client.send(new GetSelTime()).seconds());
        } catch (Refused | Malformed unsupported) {
            return null;
        }
        if (told == null) {
            return null;
        }
        long midPoint = asked + (clock.millis() - asked) / 2;
        return told.toEpochMilli() + HALF_A_SECOND - midPoint;
    }
}
