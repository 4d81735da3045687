package dev.sideband.redfish.inventory;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.discovery.ServiceTree;
import dev.sideband.redfish.resource.Resource;

/**
 * What shows known parts from another side, and sometimes parts that nothing else shows: chassis
 * that are modules, and assemblies.
 */
final class OtherFaces {
    private final Documents documents;
    private final Parts parts;

    OtherFaces(Documents documents, Parts parts) {
        this.documents = documents;
        this.parts = parts;
    }

    void read(ServiceTree tree) throws RedfishException, InterruptedException {
        parts.addFaces(
                Lists.described(
                        Kind.MODULE,
                        tree.chassis().stream().filter(ServiceParts::isModule).toList()));
        for (Resource chassis : tree.chassis()) {
            if (!chassis.isAbsent()) {
                documents
                        .linked(chassis, "Assembly")
                        .ifPresent(assembly -> Assemblies.add(assembly, parts));
            }
        }
    }
}
