package dev.sideband.redfish.sensor;

import dev.sideband.redfish.RedfishException;

import java.util.List;

/**
 * What one look at a BMC's sensors gave.
 *
 * @param readings of the sensors whose turn it was; the first look takes all of them
 * @param sensors all sensors, also those whose turn it was not
 * @param problems what could not be read; it never costs the rest
 */
public record RedfishReadings(
        List<RedfishReading> readings,
        List<RedfishSensor> sensors,
        List<RedfishException> problems) {
    public RedfishReadings {
        readings = List.copyOf(readings);
        sensors = List.copyOf(sensors);
        problems = List.copyOf(problems);
    }
}
