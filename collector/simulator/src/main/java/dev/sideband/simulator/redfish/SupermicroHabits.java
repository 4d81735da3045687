package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.simulator.model.Blueprint.Slot;

import java.util.List;

/** X13: no warning thresholds, event bytes for message ids. */
final class SupermicroHabits implements Habits {
    @Override
    public void root(ObjectNode root, View view) {
        root.put("Id", "ServiceRoot");
        root.putObject("Oem").putObject("Supermicro");
    }

    @Override
    public void temperature(ObjectNode item, Slot slot, View view) {
        item.remove(List.of("UpperThresholdNonCritical", "LowerThresholdNonCritical"));
    }

    @Override
    public void fan(ObjectNode item, Slot slot, View view) {
        item.remove(List.of("UpperThresholdNonCritical", "LowerThresholdNonCritical", "FanName"));
    }

    @Override
    public void supply(ObjectNode item, int psu, View view) {
        item.remove("LastPowerOutputWatts");
    }

    @Override
    public void entry(ObjectNode entry, LogRecord event, View view) {
        entry.put("EntryType", "SEL");
        entry.put("EntryCode", event.asserted() ? "Assert" : "Deassert");
        entry.put("SensorNumber", event.sensorNumber()).put("GeneratorId", "0x0020");
        entry.put("OemSensorType", event.source());
        entry.put(
                "MessageId",
                "0x%02X%02X%02X".formatted(event.data(1), event.data(2), event.data(3)));
        entry.remove("MessageArgs");
        ObjectNode raw = entry.putObject("Oem").putObject("Supermicro").putObject("RawEventData");
        raw.put("EventDirAndType", "0x%02X".formatted(event.data(0)));
        raw.put("SensorType", "0x%02X".formatted(event.sensorType()));
        raw.put("SensorName", event.source());
    }
}
