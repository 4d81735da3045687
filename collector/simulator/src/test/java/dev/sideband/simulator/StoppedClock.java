package dev.sideband.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that goes on only when told, so that a sensor read twice shows the same twice. */
final class StoppedClock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-01-05T08:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    void goOn(Duration time) {
        now = now.plus(time);
    }
}
