package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.simulator.model.Sensor.Analog;
import dev.sideband.simulator.model.Shape;

import java.util.Locale;

/**
 * XCC: kinds and units that do not fit, the server's watts at each supply, event ids of its own.
 */
final class LenovoHabits implements Habits {
    /** The server, its processors and its memory. */
    @Override
    public void power(ObjectNode power, View view) {
        ArrayNode controls = power.withArray("PowerControl");
        ((ObjectNode) controls.get(0)).put("Name", "Server Power Control");
        double processors = view.machine(m -> m.cpuWatts(0) + m.cpuWatts(1));
        add(controls, "CPU Sub-system Power", processors, view);
        add(controls, "Memory Sub-system Power", 0.1 * processors, view);
    }

    private void add(ArrayNode controls, String name, double watts, View view) {
        int index = controls.size();
        ObjectNode item = controls.addObject();
        item.put("@odata.id", fragment(view.dialect().chassis() + "/Power", "PowerControl", index));
        item.put("MemberId", Integer.toString(index)).put("Name", name);
        Doc.number(item, "PowerConsumedWatts", watts, 0);
        Doc.status(item, "Enabled", View.Health.OK);
    }

    /** Beside a right output stands what all supplies give together. */
    @Override
    public void supply(ObjectNode item, int psu, View view) {
        double all = view.machine(m -> m.totalInputWatts());
        Doc.number(item, "LastPowerOutputWatts", all, 0);
    }

    @Override
    public void sensor(ObjectNode item, Analog sensor, View view) {
        switch (sensor.measure()) {
            case TEMPERATURE -> item.put("ReadingUnits", "C");
            case FAN_SPEED -> item.put("ReadingType", "AirFlow");
            case POWER -> item.put("ReadingType", "Current").put("ReadingUnits", "Watts");
            case VOLTAGE -> item.put("ReadingUnits", "Volts");
            case CURRENT -> item.put("ReadingUnits", "Amps");
            case UTILIZATION -> {}
        }
    }

    /** Revolutions where the percentage should be. */
    @Override
    public void fanOfSubsystem(ObjectNode fan, View view) {
        ObjectNode speed = fan.withObject("/SpeedPercent");
        if (speed.has("Reading")) {
            speed.set("Reading", speed.path("SpeedRPM"));
        }
    }

    @Override
    public void entry(ObjectNode entry, LogRecord event, View view) {
        String id =
                "0x%02x6f%02x%02x%02x%02xffff"
                        .formatted(
                                event.asserted() ? 0x80 : 0x81,
                                event.eventType() == 1 ? event.data(1) & 0x0F : event.state(),
                                event.sensorType(),
                                event.sensorNumber(),
                                Shape.CPUS);
        entry.put("EntryType", "Oem").put("OemRecordFormat", "Lenovo").put("EventId", id);
        ObjectNode lenovo = entry.putObject("Oem").putObject("Lenovo");
        lenovo.put("@odata.type", "#LenovoLogEntry.v1_0_0.PlatformLogEntry");
        lenovo.put(
                "CommonEventID",
                "FQXSP%s%04d%s"
                        .formatted(
                                event.kind().substring(0, 2).toUpperCase(Locale.ROOT),
                                event.sensorNumber(),
                                letter(event)));
        lenovo.put("EventSequenceNumber", Integer.parseInt(entry.path("Id").asText()));
        lenovo.put("Source", "System").put("Hidden", false);
        lenovo.put("Serviceable", "Not Serviceable");
    }

    private static String letter(LogRecord event) {
        return switch (event.health()) {
            case OK -> "I";
            case WARNING -> "W";
            case CRITICAL -> "N";
        };
    }
}
