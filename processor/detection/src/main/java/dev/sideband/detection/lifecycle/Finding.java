package dev.sideband.detection.lifecycle;

import dev.sideband.avro.Evidence;
import dev.sideband.avro.Severity;
import dev.sideband.avro.Side;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What a rule found wrong.
 *
 * @param rule threshold, state, event or silent
 * @param sensor the sensor's id; null where it is about the whole server
 * @param component the name of the sensor or component
 * @param title one line for people
 * @param value the value that decided, in {@code unit}
 * @param threshold the threshold that was crossed, in {@code unit}
 * @param log the log that it rests on; null where a reading or a status says so
 * @param states the asserted states that it rests on
 * @param expiresAt when it is over without further word; null: never
 */
public record Finding(
        String rule,
        @Nullable String sensor,
        @Nullable String component,
        Severity severity,
        String title,
        @Nullable Double value,
        @Nullable String unit,
        @Nullable Double threshold,
        Side side,
        @Nullable String log,
        List<String> states,
        @Nullable Instant expiresAt,
        Evidence evidence) {
    public Finding {
        if (severity != Severity.WARNING && severity != Severity.CRITICAL) {
            throw new IllegalArgumentException(
                    "severity of a finding is WARNING or CRITICAL, not " + severity);
        }
        states = List.copyOf(states);
    }
}
