package dev.sideband.redfish.inventory;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.resource.Resource;

import java.util.ArrayList;
import java.util.List;

/** The parts of one ComputerSystem: processors, memory, storage and network interfaces. */
final class SystemParts {
    private final Documents documents;
    private final Parts parts;

    SystemParts(Documents documents, Parts parts) {
        this.documents = documents;
        this.parts = parts;
    }

    void read(Resource system) throws RedfishException, InterruptedException {
        List<Resource> processors = documents.members(system, "Processors");
        parts.addAll(Lists.described(processors, SystemParts::processor));
        PcieFaces.note(parts, processors);
        parts.addAll(Lists.described(Kind.MEMORY, documents.members(system, "Memory")));
        parts.addAll(
                Lists.described(
                        Kind.ACCELERATOR, documents.members(system, "GraphicsControllers")));
        List<Resource> ports = documents.members(system, "EthernetInterfaces");
        parts.addAll(Lists.described(Kind.NETWORK_INTERFACE, ports));
        boolean drives = readStorage(system);
        if (new HpeStorage(documents, parts).read(system) || drives) {
            return;
        }
        readSimpleStorage(system);
    }

    static Kind processor(Resource processor) {
        return processor.text("ProcessorType").filter(type -> !type.equals("CPU")).isPresent()
                ? Kind.ACCELERATOR
                : Kind.PROCESSOR;
    }

    private boolean readStorage(Resource system) throws RedfishException, InterruptedException {
        boolean any = false;
        for (Resource storage : documents.members(system, "Storage")) {
            List<Resource> drives = new ArrayList<>(documents.array(storage, "Drives"));
            drives.addAll(documents.members(storage, "Drives"));
            any |= !drives.isEmpty();
            parts.addAll(Lists.described(Kind.DRIVE, drives));
            readControllers(storage);
        }
        return any;
    }

    /** As resources of their own, and where there are none as they were before Storage 1.9. */
    private void readControllers(Resource storage) throws RedfishException, InterruptedException {
        List<Resource> resources = documents.members(storage, "Controllers");
        List<Component> controllers = Lists.described(Kind.STORAGE_CONTROLLER, resources);
        if (controllers.isEmpty()) {
            resources = storage.parts("StorageControllers");
            controllers = Lists.embedded(Kind.STORAGE_CONTROLLER, storage, "StorageControllers");
        }
        // An NVMe drive is its own controller.
        parts.addFaces(controllers);
        PcieFaces.note(parts, resources);
    }

    /** What knows no Storage tells of its drives here. */
    private void readSimpleStorage(Resource system) throws RedfishException, InterruptedException {
        for (Resource storage : documents.members(system, "SimpleStorage")) {
            parts.addAll(Lists.embedded(Kind.DRIVE, storage, "Devices"));
        }
    }
}
