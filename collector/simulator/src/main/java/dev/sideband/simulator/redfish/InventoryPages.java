package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.simulator.fault.Fault.EccBurst;
import dev.sideband.simulator.model.Blueprint;
import dev.sideband.simulator.model.Mix;
import dev.sideband.simulator.model.Shape;
import dev.sideband.simulator.redfish.View.Health;

import java.util.List;
import java.util.stream.IntStream;

/** What is built into the host: processors, memory, drives, network ports. */
final class InventoryPages {
    static final String PROCESSOR_MODEL = "Simulated Processor 8380";
    static final int MODULE_GIB = 32;
    private static final int MODULES_PER_GROUP = 4;
    private static final int PORTS = 2;

    private final Tree tree;
    private final Dialect dialect;
    private final Blueprint blueprint;
    private final Shape shape;
    private final String system;

    InventoryPages(Tree tree, Blueprint blueprint) {
        this.tree = tree;
        this.dialect = tree.dialect();
        this.blueprint = blueprint;
        this.shape = blueprint.profile().shape();
        this.system = dialect.system();
    }

    static int modules(Blueprint blueprint) {
        return blueprint.profile().shape().dimmGroups() * MODULES_PER_GROUP;
    }

    void add() {
        List<String> processors = ids(Shape.CPUS, n -> id("processor-id", n + 1));
        tree.addCollection(
                system + "/Processors",
                "ProcessorCollection",
                "Processors Collection",
                processors,
                (view, path, index) -> processor(path, processors.get(index), index, view));
        List<String> modules = ids(modules(blueprint), this::moduleId);
        tree.addCollection(
                system + "/Memory",
                "MemoryCollection",
                "Memory Devices Collection",
                modules,
                (view, path, index) -> module(path, modules.get(index), index, view));
        addStorage();
        List<String> ports = ids(PORTS, n -> id("nic-id", n + 1));
        tree.addCollection(
                system + "/EthernetInterfaces",
                "EthernetInterfaceCollection",
                "Ethernet Interface Collection",
                ports,
                (view, path, index) -> port(path, ports.get(index), index, view));
    }

    private static List<String> ids(int count, java.util.function.IntFunction<String> id) {
        return IntStream.range(0, count).mapToObj(id).toList();
    }

    private String id(String key, Object... arguments) {
        return dialect.text(key).formatted(arguments);
    }

    /** The format's arguments: processor, slot of it, letter, number of all. */
    private String moduleId(int n) {
        int perProcessor = modules(blueprint) / Shape.CPUS;
        int cpu = n / perProcessor;
        return id("memory-id", cpu + 1, n % perProcessor + 1, Character.toString('A' + cpu), n);
    }

    private ObjectNode processor(String path, String id, int index, View view) {
        ObjectNode node =
                Doc.resource(path, "Processor.v1_11_0.Processor", id, "Processor " + (index + 1));
        node.put("ProcessorType", "CPU").put("Socket", id("processor-id", index + 1));
        node.put("Manufacturer", "Simulated").put("Model", PROCESSOR_MODEL);
        node.put("TotalCores", 32).put("TotalThreads", 64).put("MaxSpeedMHz", 3400);
        boolean throttled = view.machine(m -> m.throttled(index));
        Doc.status(node, "Enabled", throttled ? Health.WARNING : Health.OK);
        return node;
    }

    private ObjectNode module(String path, String id, int index, View view) {
        ObjectNode node = Doc.resource(path, "Memory.v1_11_0.Memory", id, "DIMM " + id);
        node.put("MemoryType", "DRAM").put("MemoryDeviceType", "DDR4");
        node.put("CapacityMiB", MODULE_GIB * 1024).put("OperatingSpeedMhz", 2933);
        node.put("Manufacturer", "Simulated").put("PartNumber", "M393A4G43AB3");
        node.put("SerialNumber", "D%02d%s".formatted(index, view.identity().serial()));
        node.put("ErrorCorrection", "MultiBitECC").put("DeviceLocator", id);
        boolean failing = view.machine(m -> m.has(new EccBurst(index)));
        Doc.status(node, "Enabled", failing ? Health.WARNING : Health.OK);
        return node;
    }

    private void addStorage() {
        String storage = system + "/Storage/1";
        List<String> ids = ids(shape.driveSlots(), n -> id("drive-id", n));
        List<String> drives = ids.stream().map(id -> storage + "/Drives/" + id).toList();
        tree.addCollection(
                system + "/Storage",
                "StorageCollection",
                "Storage Collection",
                List.of("1"),
                (view, path, _) -> {
                    ObjectNode node =
                            Doc.resource(
                                    path, "Storage.v1_10_0.Storage", "1", "Storage Controller");
                    Doc.links(node, "Drives", drives);
                    ObjectNode controller = node.putArray("StorageControllers").addObject();
                    controller.put("@odata.id", path + "#/StorageControllers/0");
                    controller.put("MemberId", "0").put("Name", "Storage Controller");
                    controller.put("Model", "Simulated RAID").put("FirmwareVersion", "52.16.1");
                    Doc.status(controller, "Enabled", Health.OK);
                    Doc.status(node, "Enabled", Health.OK);
                    return node;
                });
        for (int n = 0; n < drives.size(); n++) {
            int slot = n;
            tree.add(drives.get(n), view -> drive(drives.get(slot), ids.get(slot), slot, view));
        }
    }

    private static ObjectNode drive(String path, String id, int slot, View view) {
        ObjectNode node = Doc.resource(path, "Drive.v1_13_0.Drive", id, "Drive " + slot);
        node.put("MediaType", "SSD").put("Protocol", "SATA");
        node.put("CapacityBytes", 960_197_124_096L);
        node.put("Manufacturer", "Simulated").put("Model", "SSD 960");
        String first = "S%02d%s".formatted(slot, view.identity().serial());
        node.put("SerialNumber", view.server().serialNumber("drive" + slot, first));
        node.put("FailurePredicted", false).put("PredictedMediaLifeLeftPercent", 97);
        Doc.status(node, "Enabled", view.healthOfDrive(slot));
        return node;
    }

    private static ObjectNode port(String path, String id, int index, View view) {
        ObjectNode node =
                Doc.resource(
                        path,
                        "EthernetInterface.v1_6_0.EthernetInterface",
                        id,
                        "Ethernet Interface " + (index + 1));
        long mac = Mix.bits(view.server().seed(), 60 + index) & 0xFFFFFFL;
        node.put(
                "MACAddress",
                "02:51:DE:%02X:%02X:%02X".formatted(mac >> 16, mac >> 8 & 0xFF, mac & 0xFF));
        node.put("LinkStatus", "LinkUp").put("SpeedMbps", 25_000).put("FullDuplex", true);
        Doc.status(node, "Enabled", Health.OK);
        return node;
    }
}
