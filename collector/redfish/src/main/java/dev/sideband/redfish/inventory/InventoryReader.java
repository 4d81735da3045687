package dev.sideband.redfish.inventory;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.discovery.ServiceTree;
import dev.sideband.redfish.resource.Resource;

import java.util.List;

/**
 * Reads the parts of all that a service manages. Takes a request for each part where the service
 * does not expand its collections, so it is for once an hour and not for every poll.
 */
public final class InventoryReader {
    private final RedfishClient client;

    public InventoryReader(RedfishClient client) {
        this.client = client;
    }

    /**
     * Reads all parts; one that cannot be read costs no other.
     *
     * @throws RedfishException where the BMC is gone, or no longer lets this account in
     */
    public Inventory read(ServiceTree service) throws RedfishException, InterruptedException {
        ServiceTree tree = withoutErrors(service);
        Documents documents = new Documents(client, tree.root());
        documents.add(tree.systems());
        documents.add(tree.chassis());
        documents.add(tree.managers());
        Parts parts = new Parts();
        new ServiceParts(documents, parts).read(tree);
        SystemParts ofSystem = new SystemParts(documents, parts);
        for (Resource system : tree.systems()) {
            ofSystem.read(system);
        }
        ChassisParts ofChassis = new ChassisParts(documents, parts);
        for (Resource chassis : tree.chassis()) {
            if (!chassis.isAbsent()) {
                ofChassis.read(chassis);
            }
        }
        new PcieFaces(documents, parts).read(tree);
        new OtherFaces(documents, parts).read(tree);
        new FirmwareParts(documents, parts).read(tree);
        return new Inventory(parts.all(), documents.unread());
    }

    private static ServiceTree withoutErrors(ServiceTree tree) {
        return new ServiceTree(
                tree.root(),
                readable(tree.systems()),
                readable(tree.chassis()),
                readable(tree.managers()),
                tree.problems());
    }

    private static List<Resource> readable(List<Resource> resources) {
        return resources.stream().filter(resource -> !Documents.isError(resource)).toList();
    }
}
