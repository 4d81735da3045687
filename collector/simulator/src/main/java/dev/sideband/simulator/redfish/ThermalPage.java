package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.simulator.model.Blueprint;
import dev.sideband.simulator.model.Blueprint.Slot;
import dev.sideband.simulator.model.Physics;
import dev.sideband.simulator.model.Sensor.Measure;
import dev.sideband.simulator.redfish.View.Health;

import java.util.List;
import java.util.OptionalDouble;

/** Temperatures and fans in one document (DSP0268: Thermal, the older of two models). */
final class ThermalPage {
    private static final String PERCENT = "Percent";

    private final Dialect dialect;
    private final String path;
    private final List<Slot> temperatures;
    private final List<Slot> fans;

    ThermalPage(Dialect dialect, Blueprint blueprint) {
        var slots = new Slots(blueprint);
        this.dialect = dialect;
        this.path = dialect.chassis() + "/Thermal";
        this.temperatures = slots.of(Measure.TEMPERATURE);
        this.fans = slots.of(Measure.FAN_SPEED);
    }

    ObjectNode thermal(View view) {
        ObjectNode node = Doc.resource(path, "Thermal.v1_7_1.Thermal", "Thermal", "Thermal");
        ArrayNode array = node.putArray("Temperatures");
        for (int n = 0; n < temperatures.size(); n++) {
            temperature(array.addObject(), n, temperatures.get(n), view);
        }
        ArrayNode fanArray = node.putArray("Fans");
        for (int n = 0; n < fans.size(); n++) {
            fan(fanArray.addObject(), n, fans.get(n), view);
        }
        redundancy(node.putArray("Redundancy").addObject(), view);
        dialect.habits().thermal(node, view);
        return node;
    }

    private void temperature(ObjectNode item, int index, Slot slot, View view) {
        String own = dialect.habits().fragment(path, "Temperatures", index);
        ReadingItem.of(item, own, index, slot, view);
        Doc.number(item, "ReadingCelsius", view.value(slot), 0);
        ReadingItem.thresholds(item, slot);
        dialect.habits().temperature(item, slot, view);
    }

    private void fan(ObjectNode item, int index, Slot slot, View view) {
        String own = dialect.habits().fragment(path, "Fans", index);
        ReadingItem.of(item, own, index, slot, view);
        OptionalDouble rpm = view.value(slot);
        if (dialect.text("fan-unit").equals(PERCENT)) {
            double full = view.shape().fanMaxRpm();
            Doc.number(
                    item,
                    "Reading",
                    rpm.isEmpty() ? rpm : OptionalDouble.of(100 * rpm.getAsDouble() / full),
                    0);
            item.put("ReadingUnits", PERCENT);
        } else {
            item.put("FanName", dialect.nameOf(slot));
            Doc.number(item, "Reading", rpm, 0);
            item.put("ReadingUnits", "RPM");
            ReadingItem.thresholds(item, slot);
        }
        dialect.habits().fan(item, slot, view);
    }

    private void redundancy(ObjectNode item, View view) {
        boolean redundant = view.machine(Physics::fansRedundant);
        item.put("@odata.id", dialect.habits().fragment(path, "Redundancy", 0));
        item.put("MemberId", "0").put("Name", "Fan Redundancy").put("Mode", "N+m");
        item.put("MinNumNeeded", fans.size() - 1).put("MaxNumSupported", fans.size());
        Doc.status(item, "Enabled", redundant ? Health.OK : Health.CRITICAL);
    }
}
