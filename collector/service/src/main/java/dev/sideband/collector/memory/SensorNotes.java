package dev.sideband.collector.memory;

import dev.sideband.ipmi.dcmi.DcmiSensor;
import dev.sideband.ipmi.sensor.SensorReader;

import java.util.List;

/**
 * What was learned of a BMC's sensors by asking for them.
 *
 * @param dcmi those that only DCMI tells of
 */
public record SensorNotes(SensorReader.Learned learned, List<DcmiSensor> dcmi) {
    public SensorNotes {
        dcmi = List.copyOf(dcmi);
    }
}
