package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.simulator.redfish.View.Health;

import java.util.List;

/** iDRAC 9: rails of which only "good" is known, logs told twice, raw bytes for message ids. */
final class DellHabits implements Habits {
    private static final List<String> GOOD_RAILS =
            List.of(
                    "CPU1 VCCIO PG",
                    "CPU2 VCCIO PG",
                    "System Board 5V SWITCH PG",
                    "System Board BP1 PG",
                    "System Board DIMM PG");

    @Override
    public void root(ObjectNode root, View view) {
        root.putObject("Oem").putObject("Dell").put("ServiceTag", view.identity().serial());
    }

    @Override
    public void system(ObjectNode system, View view) {
        system.put("SKU", view.identity().serial());
    }

    /** Their number that a voltmeter would show is not known: null, and Enabled all the same. */
    @Override
    public void power(ObjectNode power, View view) {
        ArrayNode voltages = power.withArray("Voltages");
        for (String name : GOOD_RAILS) {
            String path = view.dialect().chassis() + "/Power";
            int index = voltages.size();
            ObjectNode item = voltages.addObject();
            item.put("@odata.id", fragment(path, "Voltages", index));
            item.put("MemberId", Integer.toString(index)).put("Name", name);
            item.put("PhysicalContext", "SystemBoard").putNull("ReadingVolts");
            Doc.status(item, "Enabled", Health.OK);
        }
    }

    /** The percentage is left out. */
    @Override
    public void fanOfSubsystem(ObjectNode fan, View view) {
        fan.withObject("/SpeedPercent").remove("Reading");
    }

    @Override
    public void entry(ObjectNode entry, LogRecord event, View view) {
        entry.put("EntryType", "SEL");
        entry.put("EntryCode", event.asserted() ? "Assert" : "Deassert");
        entry.put("SensorNumber", event.sensorNumber());
        entry.put("GeneratorId", "0x0020");
        entry.put(
                "MessageId",
                "%02x%02x%02x%02x"
                        .formatted(
                                event.sensorType(), event.data(0), event.data(1), event.data(2)));
    }

    @Override
    public void visit(ObjectNode entry, Trail.Visit visit, View view) {
        entry.put("EntryType", "Oem").put("OemRecordFormat", "Dell");
        entry.putObject("Oem").putObject("Dell").put("Category", "Audit");
    }

    @Override
    public Refusal sessionsFull() {
        return Refusal.ofMaker(
                503, "IDRAC.2.8.RAC0218", "The maximum number of user sessions is reached.");
    }
}
