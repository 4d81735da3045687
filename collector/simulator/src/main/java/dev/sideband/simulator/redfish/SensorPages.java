package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.simulator.model.Blueprint;
import dev.sideband.simulator.model.Blueprint.Slot;
import dev.sideband.simulator.model.Sensor.Analog;
import dev.sideband.simulator.model.Sensor.Measure;
import dev.sideband.simulator.model.Threshold;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** Every analog sensor as a resource of its own (DSP0268: Sensor). */
final class SensorPages {
    private final Tree tree;
    private final Dialect dialect;
    private final String path;
    private final List<Slot> sensors;

    SensorPages(Tree tree, Blueprint blueprint) {
        this.tree = tree;
        this.dialect = tree.dialect();
        this.path = dialect.chassis() + "/Sensors";
        this.sensors =
                blueprint.slots().stream()
                        .filter(slot -> slot.sensor() instanceof Analog)
                        .sorted(Comparator.comparing(this::id))
                        .toList();
    }

    void add() {
        tree.addCollection(
                path,
                "SensorCollection",
                "Sensors",
                sensors.stream().map(this::id).toList(),
                (view, own, index) -> sensor(own, sensors.get(index), view));
    }

    String path(Slot slot) {
        return path + "/" + id(slot);
    }

    private String id(Slot slot) {
        return switch (dialect.text("sensor-id")) {
            case "bmcweb" -> prefix(Slots.analog(slot).measure()) + "_" + dialect.nameOf(slot);
            case "number" -> slot.number() + "L0";
            default -> compact(dialect.nameOf(slot));
        };
    }

    /** bmcweb's ids begin with the D-Bus name of the kind. */
    private static String prefix(Measure measure) {
        return switch (measure) {
            case TEMPERATURE -> "temperature";
            case FAN_SPEED -> "fan_tach";
            case VOLTAGE -> "voltage";
            case CURRENT -> "current";
            case POWER -> "power";
            case UTILIZATION -> "utilization";
        };
    }

    /** A name that can stand in a path. */
    static String compact(String name) {
        return name.replaceAll("[^A-Za-z0-9_.-]", "");
    }

    private ObjectNode sensor(String own, Slot slot, View view) {
        Analog analog = Slots.analog(slot);
        ObjectNode node =
                Doc.resource(
                        own,
                        "Sensor.v1_5_0.Sensor",
                        id(slot),
                        dialect.nameOf(slot).replace('_', ' '));
        node.put("ReadingType", readingType(analog.measure()));
        node.put("ReadingUnits", unit(analog.measure()));
        Doc.number(node, "Reading", view.value(slot), ReadingItem.decimals(analog.measure()));
        node.put("PhysicalContext", Slots.context(slot));
        ReadingItem.status(node, slot, view);
        thresholds(node, analog);
        dialect.habits().sensor(node, analog, view);
        return node;
    }

    private static void thresholds(ObjectNode node, Analog analog) {
        ObjectNode all = Doc.object();
        for (Threshold threshold : Threshold.values()) {
            OptionalDouble limit = ReadingItem.limit(analog, threshold);
            if (limit.isPresent()) {
                Doc.number(
                        all.putObject(name(threshold)),
                        "Reading",
                        limit,
                        ReadingItem.decimals(analog.measure()));
            }
        }
        if (!all.isEmpty()) {
            node.set("Thresholds", all);
        }
    }

    private static String name(Threshold threshold) {
        return switch (threshold) {
            case LNC -> "LowerCaution";
            case LCR -> "LowerCritical";
            case LNR -> "LowerFatal";
            case UNC -> "UpperCaution";
            case UCR -> "UpperCritical";
            case UNR -> "UpperFatal";
        };
    }

    private static String readingType(Measure measure) {
        return switch (measure) {
            case TEMPERATURE -> "Temperature";
            case FAN_SPEED -> "Rotational";
            case VOLTAGE -> "Voltage";
            case CURRENT -> "Current";
            case POWER -> "Power";
            case UTILIZATION -> "Percent";
        };
    }

    private static String unit(Measure measure) {
        return switch (measure) {
            case TEMPERATURE -> "Cel";
            case FAN_SPEED -> "RPM";
            case VOLTAGE -> "V";
            case CURRENT -> "A";
            case POWER -> "W";
            case UTILIZATION -> "%";
        };
    }
}
