package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.simulator.model.Blueprint.Slot;
import dev.sideband.simulator.model.Sensor.Analog;
import dev.sideband.simulator.model.Sensor.Measure;
import dev.sideband.simulator.model.Threshold;
import dev.sideband.simulator.redfish.View.Health;

import java.util.OptionalDouble;

/** What the items of Thermal and Power have in common. */
final class ReadingItem {
    private ReadingItem() {}

    static int decimals(Measure measure) {
        return switch (measure) {
            case TEMPERATURE, FAN_SPEED, POWER, UTILIZATION -> 0;
            case VOLTAGE, CURRENT -> 3;
        };
    }

    static ObjectNode of(ObjectNode item, String path, int index, Slot slot, View view) {
        item.put("@odata.id", path);
        item.put("MemberId", Integer.toString(index));
        item.put("Name", view.dialect().nameOf(slot));
        sensorNumber(item, index, slot, view.dialect());
        item.put("PhysicalContext", Slots.context(slot));
        status(item, slot, view);
        return item;
    }

    private static void sensorNumber(ObjectNode item, int index, Slot slot, Dialect dialect) {
        switch (dialect.text("sensor-number")) {
            case "true" -> item.put("SensorNumber", slot.number());
            case "own" -> item.put("SensorNumber", index + 1);
            default -> {}
        }
    }

    static void status(ObjectNode item, Slot slot, View view) {
        boolean available = view.reading(slot).available();
        Health health = available ? view.health(slot) : Health.OK;
        Doc.status(item, available ? "Enabled" : view.dialect().text("resting-state"), health);
    }

    /** All six, null where there is none, as most makers write them. */
    static void thresholds(ObjectNode item, Slot slot) {
        threshold(item, "UpperThresholdNonCritical", slot, Threshold.UNC);
        threshold(item, "UpperThresholdCritical", slot, Threshold.UCR);
        threshold(item, "UpperThresholdFatal", slot, Threshold.UNR);
        threshold(item, "LowerThresholdNonCritical", slot, Threshold.LNC);
        threshold(item, "LowerThresholdCritical", slot, Threshold.LCR);
        threshold(item, "LowerThresholdFatal", slot, Threshold.LNR);
    }

    private static void threshold(ObjectNode item, String name, Slot slot, Threshold threshold) {
        Analog analog = Slots.analog(slot);
        Doc.number(item, name, limit(analog, threshold), decimals(analog.measure()));
    }

    /** A threshold in the sensor's unit, where there is one. */
    static OptionalDouble limit(Analog analog, Threshold threshold) {
        return analog.limits().has(threshold)
                ? OptionalDouble.of(analog.conversion().toValue(analog.limits().count(threshold)))
                : OptionalDouble.empty();
    }
}
