package dev.sideband.ipmi.dcmi;

import dev.sideband.ipmi.sensor.Quality;

import java.util.OptionalDouble;

/** What one look at a DCMI sensor gave; no value where {@code quality} is not GOOD. */
public record DcmiReading(DcmiSensor sensor, Quality quality, OptionalDouble value) {
    static DcmiReading of(DcmiSensor sensor, double value) {
        return new DcmiReading(sensor, Quality.GOOD, OptionalDouble.of(value));
    }

    static DcmiReading without(DcmiSensor sensor, Quality quality) {
        return new DcmiReading(sensor, quality, OptionalDouble.empty());
    }
}
