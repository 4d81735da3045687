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
        parts.addAll(
                Lists.described(documents.members(system, "Processors"), SystemParts::processor));
        parts.addAll(Lists.described(Kind.MEMORY, documents.members(system, "Memory")));
        parts.addAll(
                Lists.described(
                        Kind.ACCELERATOR, documents.members(system, "GraphicsControllers")));
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
            List<Component> controllers =
                    Lists.described(
                            Kind.STORAGE_CONTROLLER, documents.members(storage, "Controllers"));
            parts.addAll(
                    controllers.isEmpty()
                            ? Lists.embedded(Kind.STORAGE_CONTROLLER, storage, "StorageControllers")
                            : controllers);
            List<Resource> drives = new ArrayList<>(documents.array(storage, "Drives"));
            drives.addAll(documents.members(storage, "Drives"));
            any |= !drives.isEmpty();
            parts.addAll(Lists.described(Kind.DRIVE, drives));
        }
        return any;
    }

    /** What knows no Storage tells of its drives here. */
    private void readSimpleStorage(Resource system) throws RedfishException, InterruptedException {
        for (Resource storage : documents.members(system, "SimpleStorage")) {
            parts.addAll(Lists.embedded(Kind.DRIVE, storage, "Devices"));
        }
    }
}
