package dev.sideband.redfish.inventory;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.discovery.ServiceTree;
import dev.sideband.redfish.resource.Resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What shows known parts from another side, and sometimes parts that nothing else shows: PCIe
 * devices, chassis that are modules, assemblies, network interfaces.
 */
final class OtherFaces {
    private final Documents documents;
    private final Parts parts;

    OtherFaces(Documents documents, Parts parts) {
        this.documents = documents;
        this.parts = parts;
    }

    void read(ServiceTree tree) throws RedfishException, InterruptedException {
        for (Resource chassis : tree.chassis()) {
            if (!chassis.isAbsent()) {
                addDevices(documents.members(chassis, "PCIeDevices"));
                addDevices(documents.array(chassis.part("Links"), "PCIeDevices"));
            }
        }
        for (Resource system : tree.systems()) {
            addDevices(documents.array(system, "PCIeDevices"));
            List<Resource> ports = documents.members(system, "EthernetInterfaces");
            parts.addAll(Lists.described(Kind.NETWORK_INTERFACE, ports));
        }
        parts.addFaces(
                Lists.described(
                        Kind.MODULE,
                        tree.chassis().stream().filter(ServiceParts::isModule).toList()));
        for (Resource chassis : tree.chassis()) {
            if (!chassis.isAbsent()) {
                Optional<Resource> assembly = documents.linked(chassis, "Assembly");
                assembly.ifPresent(this::addAssemblies);
            }
        }
    }

    private void addDevices(List<Resource> devices) {
        parts.addFaces(Lists.described(Kind.PCIE_DEVICE, devices));
    }

    private void addAssemblies(Resource assembly) {
        List<Component> all = new ArrayList<>();
        all.addAll(Lists.embedded(Kind.MODULE, assembly, "Assemblies"));
        parts.addFaces(all);
    }
}
