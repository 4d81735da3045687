package dev.sideband.redfish.sensor;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What one look at a sensor gave.
 *
 * @param value in the sensor's unit; null where there is none, never 0 instead
 * @param status where the value is against the thresholds; UNKNOWN where there are none
 * @param side of the thresholds that {@code status} speaks of
 * @param states what a sensor without a value says, in words such as {@code Enabled}
 * @param health what the BMC thinks of it: OK, Warning or Critical; null where it does not say
 */
public record RedfishReading(
        RedfishSensor sensor,
        @Nullable Double value,
        Quality quality,
        ThresholdStatus status,
        Side side,
        List<String> states,
        @Nullable String health) {

    public RedfishReading {
        states = List.copyOf(states);
    }
}
