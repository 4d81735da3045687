package dev.sideband.redfish.inventory;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.discovery.ServiceTree;
import dev.sideband.redfish.resource.Resource;

import java.util.List;
import java.util.Set;

/** Systems, enclosures and BMCs: what the service's root leads to. */
final class ServiceParts {
    /** Chassis that are cards and parts of other chassis (DSP0268, Chassis.ChassisType). */
    private static final Set<String> MODULES =
            Set.of("Card", "Cartridge", "Component", "Expansion", "Module");

    private final Documents documents;
    private final Parts parts;

    ServiceParts(Documents documents, Parts parts) {
        this.documents = documents;
        this.parts = parts;
    }

    void read(ServiceTree tree) throws RedfishException, InterruptedException {
        parts.addAll(Lists.described(Kind.SYSTEM, tree.systems()));
        parts.addAll(
                Lists.described(
                        Kind.CHASSIS,
                        tree.chassis().stream().filter(each -> !isModule(each)).toList()));
        parts.addAll(Lists.described(Kind.BMC, tree.managers()));
        for (Resource manager : tree.managers()) {
            List<Resource> own = documents.members(manager, "EthernetInterfaces");
            parts.addAll(Lists.described(Kind.NETWORK_INTERFACE, own));
        }
    }

    static boolean isModule(Resource chassis) {
        return chassis.text("ChassisType").filter(MODULES::contains).isPresent();
    }
}
