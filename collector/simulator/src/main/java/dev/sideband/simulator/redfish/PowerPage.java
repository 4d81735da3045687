package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.simulator.model.Blueprint;
import dev.sideband.simulator.model.Blueprint.Slot;
import dev.sideband.simulator.model.Physics;
import dev.sideband.simulator.model.Sensor.Entity;
import dev.sideband.simulator.model.Sensor.Measure;
import dev.sideband.simulator.model.Shape;
import dev.sideband.simulator.redfish.View.Health;

import java.util.List;
import java.util.OptionalDouble;

/** Power, supplies and voltages in one document (DSP0268: Power, the older of two models). */
final class PowerPage {
    static final int SUPPLY_WATTS = 1100;

    /** What a supply gives of what it takes. */
    private static final double EFFICIENCY = 0.91;

    private final Dialect dialect;
    private final String path;
    private final Slots slots;
    private final List<Slot> voltages;
    private final Slot total;

    PowerPage(Dialect dialect, Blueprint blueprint) {
        this.dialect = dialect;
        this.path = dialect.chassis() + "/Power";
        this.slots = new Slots(blueprint);
        this.voltages = slots.of(Measure.VOLTAGE);
        this.total = slots.one(Measure.POWER, Entity.SYSTEM, 1);
    }

    ObjectNode power(View view) {
        ObjectNode node = Doc.resource(path, "Power.v1_6_1.Power", "Power", "Power");
        control(node.putArray("PowerControl").addObject(), view);
        ArrayNode supplies = node.putArray("PowerSupplies");
        for (int psu = 0; psu < Shape.PSUS; psu++) {
            supply(supplies.addObject(), psu, view);
        }
        ArrayNode array = node.putArray("Voltages");
        for (int n = 0; n < voltages.size(); n++) {
            voltage(array.addObject(), n, voltages.get(n), view);
        }
        redundancy(node.putArray("Redundancy").addObject(), view);
        dialect.habits().power(node, view);
        return node;
    }

    private void control(ObjectNode item, View view) {
        item.put("@odata.id", dialect.habits().fragment(path, "PowerControl", 0));
        item.put("MemberId", "0").put("Name", "System Power Control");
        OptionalDouble watts = view.value(total);
        Doc.number(item, "PowerConsumedWatts", watts, 0);
        item.put("PowerCapacityWatts", Shape.PSUS * SUPPLY_WATTS);
        ObjectNode metrics = item.putObject("PowerMetrics").put("IntervalInMin", 1);
        Doc.number(metrics, "AverageConsumedWatts", watts, 0);
        Doc.number(metrics, "MinConsumedWatts", watts, 0);
        Doc.number(metrics, "MaxConsumedWatts", watts, 0);
        Doc.status(item, "Enabled", Health.OK);
    }

    private void supply(ObjectNode item, int psu, View view) {
        item.put("@odata.id", dialect.habits().fragment(path, "PowerSupplies", psu));
        item.put("MemberId", Integer.toString(psu));
        item.put("Name", dialect.text("psu-name").formatted(psu + 1));
        item.put("Manufacturer", dialect.text("manufacturer")).put("Model", "PSU 1100W");
        item.put("PartNumber", "PS-1100").put("FirmwareVersion", "00.1D.7D");
        item.put("SerialNumber", serial(psu, view)).put("PowerSupplyType", "AC");
        item.put("PowerCapacityWatts", SUPPLY_WATTS);
        double input = view.value(slots.ofSupply(Measure.POWER, psu)).orElse(0);
        Doc.number(item, "LineInputVoltage", view.value(slots.ofSupply(Measure.VOLTAGE, psu)), 0);
        item.put("LineInputVoltageType", "ACHighLine");
        Doc.number(item, "PowerInputWatts", input, 0);
        Doc.number(item, "PowerOutputWatts", input * EFFICIENCY, 0);
        Doc.number(item, "LastPowerOutputWatts", input * EFFICIENCY, 0);
        Health health = view.healthOfSupply(psu);
        Doc.status(item, health == Health.OK ? "Enabled" : "UnavailableOffline", health);
        dialect.habits().supply(item, psu, view);
    }

    static String serial(int psu, View view) {
        return "P%d%s".formatted(psu + 1, view.identity().serial());
    }

    private void voltage(ObjectNode item, int index, Slot slot, View view) {
        String own = dialect.habits().fragment(path, "Voltages", index);
        ReadingItem.of(item, own, index, slot, view);
        Doc.number(item, "ReadingVolts", view.value(slot), 3);
        ReadingItem.thresholds(item, slot);
    }

    private void redundancy(ObjectNode item, View view) {
        boolean redundant = view.machine(Physics::supplyRedundant);
        item.put("@odata.id", dialect.habits().fragment(path, "Redundancy", 0));
        item.put("MemberId", "0").put("Name", "Power Supply Redundancy").put("Mode", "N+m");
        item.put("MinNumNeeded", 1).put("MaxNumSupported", Shape.PSUS);
        Doc.status(item, "Enabled", redundant ? Health.OK : Health.CRITICAL);
    }
}
