package dev.sideband.collector.poll;

import java.time.Duration;
import java.time.Instant;

/**
 * When a BMC is polled: once in every interval, at its own place in it.
 *
 * <p>The place comes from a hash of the target's id, so that a fleet spreads evenly over the
 * interval, on every collector and after every restart alike. A jitter of up to a twentieth of the
 * interval, another one each time, keeps two BMCs from meeting for ever.
 *
 * @param seed the hash of the target's id
 * @param intervalMillis the interval, at least {@link #SHORTEST}
 */
record Schedule(long seed, long intervalMillis) {
    static final Duration SHORTEST = Duration.ofMillis(100);
    private static final int JITTER_SHARE = 20;

    Schedule {
        if (intervalMillis < SHORTEST.toMillis()) {
            throw new IllegalArgumentException(
                    "interval of %d ms: at least %d ms"
                            .formatted(intervalMillis, SHORTEST.toMillis()));
        }
    }

    static Schedule of(String target, long intervalMillis) {
        return new Schedule(mix(target.hashCode()), intervalMillis);
    }

    /** The first poll after a start: spread over {@code spread}, so that nobody waits for long. */
    Instant first(Instant start, Duration spread) {
        long span = Math.min(intervalMillis, Math.max(1, spread.toMillis()));
        return start.plusMillis(Math.floorMod(seed, span));
    }

    /** The first place in an interval that is later than {@code instant}. */
    Instant nextAfter(Instant instant) {
        long now = instant.toEpochMilli();
        long phase = Math.floorMod(seed, intervalMillis);
        long slot = Math.floorDiv(now - phase, intervalMillis);
        // The jitter of slot may still lie ahead, so begin with it and not with the one after.
        while (true) {
            long due = slot * intervalMillis + phase + jitter(slot);
            if (due > now) {
                return Instant.ofEpochMilli(due);
            }
            slot++;
        }
    }

    private long jitter(long slot) {
        return Math.floorMod(mix(seed ^ slot), Math.max(1, intervalMillis / JITTER_SHARE));
    }

    /** Spreads near-by numbers over all 64 bits (the finalizer of SplitMix64). */
    private static long mix(long number) {
        long mixed = number + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
