package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.simulator.model.Blueprint;
import dev.sideband.simulator.model.Blueprint.Slot;
import dev.sideband.simulator.model.Sensor.Measure;
import dev.sideband.simulator.model.Shape;
import dev.sideband.simulator.redfish.View.Health;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** The newer model (DSP0268 2020.4): ThermalSubsystem and PowerSubsystem over Sensors. */
final class SubsystemPages {
    private final Tree tree;
    private final Dialect dialect;
    private final Slots slots;
    private final SensorPages sensors;
    private final String thermal;
    private final String power;

    SubsystemPages(Tree tree, Blueprint blueprint) {
        this.tree = tree;
        this.dialect = tree.dialect();
        this.slots = new Slots(blueprint);
        this.sensors = new SensorPages(tree, blueprint);
        this.thermal = dialect.chassis() + "/ThermalSubsystem";
        this.power = dialect.chassis() + "/PowerSubsystem";
    }

    void add() {
        sensors.add();
        addThermal();
        addPower();
    }

    private void addThermal() {
        tree.add(
                thermal,
                _ -> {
                    ObjectNode node =
                            Doc.resource(
                                    thermal,
                                    "ThermalSubsystem.v1_0_0.ThermalSubsystem",
                                    "ThermalSubsystem",
                                    "Thermal Subsystem");
                    Doc.link(node, "Fans", thermal + "/Fans");
                    Doc.link(node, "ThermalMetrics", thermal + "/ThermalMetrics");
                    Doc.status(node, "Enabled", Health.OK);
                    return node;
                });
        tree.add(thermal + "/ThermalMetrics", this::metrics);
        List<Slot> fans = slots.of(Measure.FAN_SPEED);
        tree.addCollection(
                thermal + "/Fans",
                "FanCollection",
                "Fan Collection",
                fans.stream().map(slot -> SensorPages.compact(dialect.nameOf(slot))).toList(),
                (view, path, index) -> fan(path, fans.get(index), view));
    }

    private ObjectNode metrics(View view) {
        ObjectNode node =
                Doc.resource(
                        thermal + "/ThermalMetrics",
                        "ThermalMetrics.v1_0_0.ThermalMetrics",
                        "ThermalMetrics",
                        "Chassis Thermal Metrics");
        ArrayNode array = node.putArray("TemperatureReadingsCelsius");
        for (Slot slot : slots.of(Measure.TEMPERATURE)) {
            ObjectNode item = array.addObject();
            item.put("DataSourceUri", sensors.path(slot)).put("DeviceName", dialect.nameOf(slot));
            item.put("PhysicalContext", Slots.context(slot));
            Doc.number(item, "Reading", view.value(slot), 0);
        }
        return node;
    }

    private ObjectNode fan(String path, Slot slot, View view) {
        String id = SensorPages.compact(dialect.nameOf(slot));
        ObjectNode node = Doc.resource(path, "Fan.v1_3_0.Fan", id, dialect.nameOf(slot));
        node.put("PhysicalContext", "Chassis").put("HotPluggable", true);
        OptionalDouble rpm = view.value(slot);
        ObjectNode speed = node.putObject("SpeedPercent");
        speed.put("DataSourceUri", sensors.path(slot));
        Doc.number(speed, "SpeedRPM", rpm, 0);
        if (rpm.isPresent()) {
            Doc.number(speed, "Reading", 100 * rpm.getAsDouble() / view.shape().fanMaxRpm(), 0);
        }
        ReadingItem.status(node, slot, view);
        dialect.habits().fanOfSubsystem(node, view);
        return node;
    }

    private void addPower() {
        tree.add(
                power,
                _ -> {
                    ObjectNode node =
                            Doc.resource(
                                    power,
                                    "PowerSubsystem.v1_1_0.PowerSubsystem",
                                    "PowerSubsystem",
                                    "Power Subsystem");
                    node.put("CapacityWatts", Shape.PSUS * PowerPage.SUPPLY_WATTS);
                    Doc.link(node, "PowerSupplies", power + "/PowerSupplies");
                    Doc.status(node, "Enabled", Health.OK);
                    return node;
                });
        List<String> ids =
                IntStream.range(0, Shape.PSUS)
                        .mapToObj(psu -> dialect.text("psu-id").formatted(psu + 1))
                        .toList();
        List<String> supplies =
                tree.addCollection(
                        power + "/PowerSupplies",
                        "PowerSupplyCollection",
                        "Power Supply Collection",
                        ids,
                        (view, path, psu) -> supply(path, ids.get(psu), psu, view));
        for (int n = 0; n < Shape.PSUS; n++) {
            int psu = n;
            String path = supplies.get(n) + "/Metrics";
            tree.add(path, view -> supplyMetrics(path, psu, view));
        }
    }

    private ObjectNode supply(String path, String id, int psu, View view) {
        ObjectNode node =
                Doc.resource(
                        path,
                        "PowerSupply.v1_5_0.PowerSupply",
                        id,
                        dialect.text("psu-name").formatted(psu + 1));
        node.put("Manufacturer", dialect.text("manufacturer")).put("Model", "PSU 1100W");
        node.put("PartNumber", "PS-1100").put("FirmwareVersion", "00.1D.7D");
        node.put("SerialNumber", PowerPage.serial(psu, view)).put("PowerSupplyType", "AC");
        node.put("PowerCapacityWatts", PowerPage.SUPPLY_WATTS);
        Health health = view.healthOfSupply(psu);
        node.put("LineInputStatus", health == Health.OK ? "Normal" : "LossOfInput");
        Doc.status(node, health == Health.OK ? "Enabled" : "UnavailableOffline", health);
        Doc.link(node, "Metrics", path + "/Metrics");
        return node;
    }

    private ObjectNode supplyMetrics(String path, int psu, View view) {
        ObjectNode node =
                Doc.resource(
                        path,
                        "PowerSupplyMetrics.v1_0_0.PowerSupplyMetrics",
                        "Metrics",
                        "Metrics for Power Supply " + (psu + 1));
        excerpt(node, "InputVoltage", slots.ofSupply(Measure.VOLTAGE, psu), view);
        excerpt(node, "InputCurrentAmps", slots.ofSupply(Measure.CURRENT, psu), view);
        excerpt(node, "InputPowerWatts", slots.ofSupply(Measure.POWER, psu), view);
        excerpt(node, "TemperatureCelsius", slots.ofSupply(Measure.TEMPERATURE, psu), view);
        Doc.status(node, "Enabled", view.healthOfSupply(psu));
        return node;
    }

    private void excerpt(ObjectNode node, String name, Slot slot, View view) {
        ObjectNode item = node.putObject(name).put("DataSourceUri", sensors.path(slot));
        Doc.number(
                item,
                "Reading",
                view.value(slot),
                ReadingItem.decimals(Slots.analog(slot).measure()));
    }
}
