package dev.sideband.collector.probe;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.Malformed;
import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.command.storage.GetSelTime;
import dev.sideband.ipmi.command.storage.GetSelTimeUtcOffset;
import dev.sideband.ipmi.sel.SelClock;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;

/** Compares the clock that stamps a BMC's log with ours. Belongs to the BMC's thread. */
final class BmcClock {
    /** Daylight saving changes the offset from UTC, and nothing else tells of it. */
    private static final Duration ASK_OFFSET_AGAIN = Duration.ofMinutes(15);

    /** What {@link #read} asks for, so that it can be asked ahead. */
    static final List<GetSelTime> ASKS = List.of(new GetSelTime());

    private final SessionLink link;
    private final InstantSource clock;
    private @Nullable Integer utcOffsetMinutes;
    private @Nullable Instant offsetAskedAt;
    private boolean tellsNoOffset;

    BmcClock(SessionLink link, InstantSource clock) {
        this.link = link;
        this.clock = clock;
    }

    /** What the BMC's clock tells, against ours; null where it does not tell. */
    @Nullable SelClock read() throws IpmiException, InterruptedException {
        Instant asked = clock.instant();
        long seconds;
        try {
            seconds = link.send(ASKS.getFirst()).seconds();
        } catch (Refused | Malformed unsupported) {
            return null;
        }
        Instant answered = clock.instant().minus(link.answerAge());
        // One that was asked ahead may have been answered before its turn came.
        return SelClock.told(
                seconds, asked.isBefore(answered) ? midway(asked, answered) : answered);
    }

    private static Instant midway(Instant from, Instant to) {
        return from.plus(Duration.between(from, to).dividedBy(2));
    }

    /** How far the BMC says that its clock is ahead of UTC; null where it does not say. */
    @Nullable Integer utcOffsetMinutes() throws IpmiException, InterruptedException {
        Instant now = clock.instant();
        Instant last = offsetAskedAt;
        boolean fresh = last != null && now.isBefore(last.plus(ASK_OFFSET_AGAIN));
        if (tellsNoOffset || fresh) {
            return utcOffsetMinutes;
        }
        offsetAskedAt = now;
        try {
            OptionalInt minutes = link.send(new GetSelTimeUtcOffset()).minutes();
            utcOffsetMinutes = minutes.isPresent() ? minutes.getAsInt() : null;
        } catch (Refused | Malformed unsupported) {
            // New in revision 1.1, and most firmware is older.
            tellsNoOffset = true;
        }
        return utcOffsetMinutes;
    }
}
