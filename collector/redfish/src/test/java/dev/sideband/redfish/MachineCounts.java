package dev.sideband.redfish;

import dev.sideband.redfish.client.RecordedMachine;
import dev.sideband.redfish.discovery.ServiceTree;
import dev.sideband.redfish.inventory.Component;
import dev.sideband.redfish.inventory.InventoryReader;
import dev.sideband.redfish.log.RecordedLogs;
import dev.sideband.redfish.sensor.RedfishReading;
import dev.sideband.redfish.sensor.SensorReader;
import dev.sideband.redfish.sensor.SteppingClock;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How much of what is read of a recorded machine; a column each, in their order. */
record MachineCounts(String name, Map<String, Integer> counts) {
    static final int NAME_WIDTH = 38;

    static MachineCounts of(String name) throws Exception {
        RecordedMachine machine = new RecordedMachine(name);
        Map<String, Integer> counts = new LinkedHashMap<>();
        sensors(name, counts);
        logs(machine, counts);
        parts(name, counts);
        requests(name, counts);
        return new MachineCounts(name + (machine.isWhole() ? "" : " *"), counts);
    }

    static MachineCounts sum(List<MachineCounts> machines) {
        Map<String, Integer> sums = new LinkedHashMap<>();
        machines.forEach(machine ->
                machine.counts.forEach((column, count) -> sums.merge(column, count, Integer::sum)));
        return new MachineCounts("all", sums);
    }

    List<String> columns() {
        return List.copyOf(counts.keySet());
    }

    int count(String column) {
        return counts.getOrDefault(column, 0);
    }

    private static void sensors(String name, Map<String, Integer> counts) throws Exception {
        List<RedfishReading> readings =
                new SensorReader(new RecordedMachine(name), new SteppingClock()).read().readings();
        List.of("temp", "fan", "volt", "amp", "watt", "energy", "other", "state", "PSU", "valued")
                .forEach(column -> counts.put(column, 0));
        for (RedfishReading reading : readings) {
            String column =
                    switch (reading.sensor().kind()) {
                        case TEMPERATURE -> "temp";
                        case FAN -> "fan";
                        case VOLTAGE -> "volt";
                        case CURRENT -> "amp";
                        case POWER -> "watt";
                        case ENERGY -> "energy";
                        case HUMIDITY, FREQUENCY, PERCENTAGE, OTHER -> "other";
                        case DISCRETE -> "state";
                    };
            counts.merge(column, 1, Integer::sum);
            boolean supply = reading.sensor().id().matches(".*\\.psu\\d+\\.status");
            counts.merge("PSU", supply ? 1 : 0, Integer::sum);
            counts.merge("valued", reading.value() != null ? 1 : 0, Integer::sum);
        }
    }

    private static void logs(RecordedMachine machine, Map<String, Integer> counts)
            throws Exception {
        RecordedLogs logs = new RecordedLogs(machine);
        counts.put("events", logs.told().size());
        counts.put("entries", logs.entries());
    }

    private static void parts(String name, Map<String, Integer> counts) throws Exception {
        RecordedMachine machine = new RecordedMachine(name);
        List<Component> parts =
                new InventoryReader(machine).read(ServiceTree.read(machine)).components();
        counts.put("parts", parts.size());
        List.of("cpu", "gpu", "mem", "drive", "psu", "fans", "nic", "pcie", "fw", "rest")
                .forEach(column -> counts.put(column, 0));
        for (Component part : parts) {
            String column =
                    switch (part.kind()) {
                        case PROCESSOR -> "cpu";
                        case ACCELERATOR -> "gpu";
                        case MEMORY -> "mem";
                        case DRIVE -> "drive";
                        case POWER_SUPPLY -> "psu";
                        case FAN -> "fans";
                        case NETWORK_ADAPTER, NETWORK_INTERFACE -> "nic";
                        case PCIE_DEVICE -> "pcie";
                        case FIRMWARE -> "fw";
                        case SYSTEM, CHASSIS, BOARD, BMC, STORAGE_CONTROLLER, BATTERY, MODULE ->
                                "rest";
                    };
            counts.merge(column, 1, Integer::sum);
        }
        counts.put("inv-req", machine.requests());
    }

    private static void requests(String name, Map<String, Integer> counts) throws Exception {
        RecordedMachine machine = new RecordedMachine(name);
        SteppingClock clock = new SteppingClock();
        SensorReader reader = new SensorReader(machine, clock);
        reader.read();
        int first = machine.requests();
        clock.advance(Duration.ofSeconds(30));
        reader.read(Duration.ofSeconds(5));
        counts.put("first", first);
        counts.put("poll", machine.requests() - first);
    }
}
