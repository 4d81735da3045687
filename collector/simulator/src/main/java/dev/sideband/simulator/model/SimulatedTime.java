package dev.sideband.simulator.model;

import java.time.Duration;
import java.time.Instant;

/**
 * How the steps of the machines lie on the clock of the world.
 *
 * @param start when step 0 ends
 * @param scale simulated seconds in one second; BMCs' clocks do not run faster for it
 */
public record SimulatedTime(Instant start, double scale) {
    public SimulatedTime {
        if (!(scale > 0 && scale <= 1000)) {
            throw new IllegalArgumentException("time scale must be 0 to 1000, is " + scale);
        }
    }

    /** The last step that is over at {@code instant}, below 0 before the start. */
    public long stepAt(Instant instant) {
        return (long) Math.floor(Duration.between(start, instant).toMillis() * scale / 1000);
    }

    /** When a step is over. */
    public Instant instantOf(long step) {
        return start.plusMillis(Math.round(step * 1000 / scale));
    }
}
