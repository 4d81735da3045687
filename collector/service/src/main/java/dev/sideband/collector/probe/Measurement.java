package dev.sideband.collector.probe;

import dev.sideband.avro.Quality;
import dev.sideband.avro.Side;
import dev.sideband.avro.Source;
import dev.sideband.avro.ThresholdStatus;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * One sensor, read once.
 *
 * @param value in the sensor's unit; null where there is none
 * @param states the asserted states of a discrete sensor, in words
 * @param observedAt when the answer arrived
 * @param health the BMC's own verdict: OK, Warning or Critical; null where it gives none
 * @param source the protocol that it came over
 */
public record Measurement(
        SensorDescriptor sensor,
        @Nullable Double value,
        Quality quality,
        ThresholdStatus status,
        Side side,
        List<String> states,
        Instant observedAt,
        @Nullable String health,
        Source source) {

    public Measurement {
        states = List.copyOf(states);
    }

    /** What IPMI tells. */
    public Measurement(
            SensorDescriptor sensor,
            @Nullable Double value,
            Quality quality,
            ThresholdStatus status,
            Side side,
            List<String> states,
            Instant observedAt) {
        this(sensor, value, quality, status, side, states, observedAt, null, sensor.source());
    }

    /** A sensor that gave nothing, and why. */
    public static Measurement missing(
            SensorDescriptor sensor, Quality quality, Instant observedAt) {
        return new Measurement(
                sensor, null, quality, ThresholdStatus.UNKNOWN, Side.NONE, List.of(), observedAt);
    }
}
