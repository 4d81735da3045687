package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.simulator.model.Blueprint;
import dev.sideband.simulator.model.Blueprint.Slot;
import dev.sideband.simulator.model.SelRecord;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * iLO 5: paths in any letters, fans in percent, empty places with zero degrees, a log that changes.
 */
final class HpeHabits implements Habits {
    private static final List<String> EMPTY_PLACES =
            List.of("30-P1 DIMM 9-12", "31-P2 DIMM 9-12", "40-PCI 2", "41-PCI 3");

    @Override
    public boolean ignoresCase() {
        return true;
    }

    @Override
    public String memberLink(String path) {
        return path + "/";
    }

    @Override
    public String fragment(String path, String part, int index) {
        return "%s#%s/%d".formatted(path, part, index);
    }

    @Override
    public void root(ObjectNode root, View view) {
        ObjectNode hpe = root.putObject("Oem").putObject("Hpe");
        ObjectNode manager = hpe.putArray("Manager").addObject();
        manager.put("ManagerType", "iLO 5").put("ManagerFirmwareVersion", "2.78");
    }

    @Override
    public void chassis(ObjectNode chassis, View view) {
        String system = view.dialect().system().toLowerCase(Locale.ROOT);
        Doc.links(chassis.withObject("/Links"), "ComputerSystems", List.of(system));
    }

    /** A place without a part is listed: absent, zero degrees, no health. */
    @Override
    public void thermal(ObjectNode thermal, View view) {
        ArrayNode all = thermal.withArray("Temperatures");
        for (String name : EMPTY_PLACES) {
            int index = all.size();
            ObjectNode item = all.addObject();
            item.put(
                    "@odata.id",
                    fragment(view.dialect().chassis() + "/Thermal", "Temperatures", index));
            item.put("MemberId", Integer.toString(index)).put("Name", name);
            item.put("SensorNumber", index + 1).put("PhysicalContext", "SystemBoard");
            item.put("ReadingCelsius", 0).put("UpperThresholdCritical", 0);
            item.put("UpperThresholdFatal", 0);
            item.putObject("Status").put("State", "Absent");
        }
        thermal.remove("Redundancy");
    }

    @Override
    public void temperature(ObjectNode item, Slot slot, View view) {
        item.remove(
                List.of(
                        "UpperThresholdNonCritical",
                        "LowerThresholdNonCritical",
                        "LowerThresholdCritical",
                        "LowerThresholdFatal"));
    }

    @Override
    public void fan(ObjectNode item, Slot slot, View view) {
        item.remove("SensorNumber");
        item.put("PhysicalContext", "SystemBoard");
    }

    @Override
    public void power(ObjectNode power, View view) {
        power.remove("Voltages");
        power.put("Name", "PowerMetrics");
    }

    @Override
    public void supply(ObjectNode item, int psu, View view) {
        item.remove(List.of("PowerInputWatts", "PowerOutputWatts"));
        boolean good = view.machine(m -> m.hasInput(psu));
        ObjectNode hpe = item.putObject("Oem").putObject("Hpe").put("BayNumber", psu + 1);
        hpe.putObject("PowerSupplyStatus").put("State", good ? "Ok" : "NoAcInput");
    }

    @Override
    public List<Optional<String>> entryIds(
            Blueprint blueprint, Dialect dialect, List<SelRecord> records) {
        return ManagementLog.entryIds(blueprint, records);
    }

    @Override
    public List<LogBook.Item> hardwareLog(View view, String entries) {
        return ManagementLog.items(view, entries);
    }

    @Override
    public void visit(ObjectNode entry, Trail.Visit visit, View view) {
        entry.put("EntryType", "Oem").put("OemRecordFormat", "Hpe-iLOEventLog");
        ObjectNode hpe = entry.putObject("Oem").putObject("Hpe");
        hpe.put("Class", 35).put("Count", 1).put("Severity", "Informational");
        hpe.put("Updated", entry.path("Created").asText());
    }
}
