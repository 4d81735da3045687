package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.simulator.model.Blueprint.Slot;
import dev.sideband.simulator.model.Sensor.Analog;
import dev.sideband.simulator.model.Sensor.Discrete;
import dev.sideband.simulator.model.Sensor.Measure;

/** iBMC: all sensors in one document of its own, and levels of its own in the log. */
final class HuaweiHabits implements Habits {
    @Override
    public void root(ObjectNode root, View view) {
        root.remove("ProtocolFeaturesSupported");
        ObjectNode huawei = root.putObject("Oem").putObject("Huawei");
        huawei.put("ProductName", view.blueprint().profile().model());
    }

    @Override
    public void chassis(ObjectNode chassis, View view) {
        ObjectNode huawei = chassis.putObject("Oem").putObject("Huawei");
        for (String name : new String[] {"ThresholdSensors", "DiscreteSensors"}) {
            Doc.link(huawei, name, view.dialect().chassis() + "/" + name);
        }
    }

    @Override
    public void addPages(Tree tree) {
        String chassis = tree.dialect().chassis();
        tree.add(chassis + "/ThresholdSensors", view -> sensors(view, "ThresholdSensors", false));
        tree.add(chassis + "/DiscreteSensors", view -> sensors(view, "DiscreteSensors", true));
    }

    private ObjectNode sensors(View view, String name, boolean discrete) {
        String path = view.dialect().chassis() + "/" + name;
        ObjectNode node =
                Doc.resource(path, "HwThresholdSensor.v1_0_0.HwThresholdSensor", name, name);
        ArrayNode array = node.putArray("Sensors");
        for (Slot slot : view.blueprint().slots()) {
            switch (slot.sensor()) {
                case Analog analog when !discrete -> analog(array, path, slot, analog, view);
                case Discrete _ when discrete -> discrete(array, path, slot, view);
                case Analog _, Discrete _ -> {}
            }
        }
        node.put("Count", array.size());
        return node;
    }

    private void analog(ArrayNode array, String path, Slot slot, Analog analog, View view) {
        ObjectNode item = array.addObject();
        item.put("@odata.id", fragment(path, "Sensors", array.size() - 1));
        item.put("MemberId", Integer.toString(array.size() - 1)).put("Name", slot.name());
        item.put("SensorNumber", slot.number()).put("Unit", unit(analog.measure()));
        int decimals = ReadingItem.decimals(analog.measure());
        Doc.number(item, "ReadingValue", view.value(slot), decimals);
        ReadingItem.thresholds(item, slot);
        ReadingItem.status(item, slot, view);
    }

    private void discrete(ArrayNode array, String path, Slot slot, View view) {
        ObjectNode item = array.addObject();
        item.put("@odata.id", fragment(path, "Sensors", array.size() - 1));
        item.put("MemberId", Integer.toString(array.size() - 1)).put("Name", slot.name());
        item.put("SensorNumber", slot.number());
        item.put("StateCode", "0x%04x".formatted(0x8000 | view.reading(slot).states()));
        Doc.status(item, "Enabled", View.Health.OK);
    }

    private static String unit(Measure measure) {
        return switch (measure) {
            case TEMPERATURE -> "degrees C";
            case FAN_SPEED -> "RPM";
            case VOLTAGE -> "Volts";
            case CURRENT -> "Amps";
            case POWER -> "Watts";
            case UTILIZATION -> "percent";
        };
    }

    @Override
    public void entry(ObjectNode entry, LogRecord event, View view) {
        entry.put("EntryType", "SEL");
        entry.put("EntryCode", event.asserted() ? "Assert" : "Deassert");
        entry.put("SensorNumber", event.sensorNumber()).put("SensorType", event.source());
        String eventId =
                "0x%02X%02X%04X".formatted(event.sensorType(), event.sensorNumber(), event.state());
        entry.put("MessageId", eventId);
        ObjectNode huawei = entry.putObject("Oem").putObject("Huawei");
        huawei.put("EventId", eventId).put("EventType", "Event").put("Level", level(event));
        huawei.put("EventSubject", event.source());
    }

    private static String level(LogRecord event) {
        return switch (event.health()) {
            case OK -> "Informational";
            case WARNING -> "Minor";
            case CRITICAL -> event.kind().endsWith("fatal") ? "Critical" : "Major";
        };
    }
}
