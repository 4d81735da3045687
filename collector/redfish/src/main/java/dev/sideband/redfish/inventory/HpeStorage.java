package dev.sideband.redfish.inventory;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.resource.Resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * HPE's Smart Storage (iLO 4 and 5), which has the drives behind Smart Array controllers; Storage
 * does not have these there.
 */
final class HpeStorage {
    private final Documents documents;
    private final Parts parts;

    HpeStorage(Documents documents, Parts parts) {
        this.documents = documents;
        this.parts = parts;
    }

    /** Whether there were drives. */
    boolean read(Resource system) throws RedfishException, InterruptedException {
        boolean any = false;
        for (String vendor : List.of("Hpe", "Hp")) {
            Resource links = system.part("Oem").part(vendor).part("Links");
            Optional<Resource> storage = documents.linked(links, "SmartStorage");
            if (storage.isPresent()) {
                Resource controllers = storage.get().part("Links");
                any |= readControllers(documents.members(controllers, "ArrayControllers"));
                any |= readControllers(documents.members(controllers, "HostBusAdapters"));
            }
        }
        return any;
    }

    private boolean readControllers(List<Resource> controllers)
            throws RedfishException, InterruptedException {
        parts.addAll(Lists.described(Kind.STORAGE_CONTROLLER, controllers));
        List<Resource> drives = new ArrayList<>();
        for (Resource controller : controllers) {
            drives.addAll(documents.members(controller.part("Links"), "PhysicalDrives"));
        }
        parts.addAll(Lists.described(Kind.DRIVE, drives));
        return !drives.isEmpty();
    }
}
