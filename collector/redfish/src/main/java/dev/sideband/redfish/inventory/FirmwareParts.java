package dev.sideband.redfish.inventory;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.discovery.ServiceTree;
import dev.sideband.redfish.resource.Resource;

import java.util.List;
import java.util.Optional;

/** Firmware, as the UpdateService lists it. */
final class FirmwareParts {
    private final Documents documents;
    private final Parts parts;

    FirmwareParts(Documents documents, Parts parts) {
        this.documents = documents;
        this.parts = parts;
    }

    void read(ServiceTree tree) throws RedfishException, InterruptedException {
        Optional<Resource> service = documents.linked(tree.root(), "UpdateService");
        if (service.isPresent()) {
            List<Resource> images = documents.members(service.get(), "FirmwareInventory");
            parts.addAll(Lists.described(Kind.FIRMWARE, images));
        }
    }
}
