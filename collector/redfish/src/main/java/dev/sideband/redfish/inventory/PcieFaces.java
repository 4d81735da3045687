package dev.sideband.redfish.inventory;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.discovery.ServiceTree;
import dev.sideband.redfish.resource.Resource;
import dev.sideband.redfish.resource.ResourcePath;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * PCIe devices: cards that mostly are known by what they do, and others. Chassis and systems both
 * list them, some services under a path for each.
 */
final class PcieFaces {
    private final Documents documents;
    private final Parts parts;
    private final Set<ResourcePath> paired = new HashSet<>();
    private final Map<String, List<String>> twins = new HashMap<>();

    PcieFaces(Documents documents, Parts parts) {
        this.documents = documents;
        this.parts = parts;
    }

    /** Notes which PCIe devices a part says that it is. */
    static void note(Parts parts, List<Resource> resources) {
        for (Resource resource : resources) {
            links(resource).forEach(device -> parts.alias(device, resource.path()));
            resource.parts("Controllers").stream()
                    .flatMap(PcieFaces::links)
                    .forEach(device -> parts.alias(device, resource.path()));
        }
    }

    private static Stream<String> links(Resource resource) {
        Resource links = resource.part("Links");
        return Stream.of(
                        links.link("PCIeDevice").stream(),
                        links.links("PCIeDevices").stream(),
                        links.links("PCIeFunctions").stream().flatMap(PcieFaces::deviceOf))
                .flatMap(each -> each);
    }

    /** A function's path begins with its device's. */
    private static Stream<String> deviceOf(String function) {
        int end = function.indexOf("/PCIeFunctions");
        return end > 0 ? Stream.of(function.substring(0, end)) : Stream.empty();
    }

    void read(ServiceTree tree) throws RedfishException, InterruptedException {
        Map<ResourcePath, List<Resource>> ofChassis = new HashMap<>();
        for (Resource chassis : tree.chassis()) {
            if (!chassis.isAbsent()) {
                ofChassis.put(ResourcePath.of(chassis.path()), devices(chassis));
            }
        }
        for (Resource system : tree.systems()) {
            pair(system.links("PCIeDevices"), devicesAround(system, tree, ofChassis));
        }
        for (Resource chassis : tree.chassis()) {
            add(ofChassis.getOrDefault(ResourcePath.of(chassis.path()), List.of()));
        }
        for (Resource system : tree.systems()) {
            add(unpaired(system.links("PCIeDevices")));
        }
    }

    /** A chassis has them as a collection, and as links to what may be the system's. */
    private List<Resource> devices(Resource chassis) throws RedfishException, InterruptedException {
        List<Resource> devices = new ArrayList<>(documents.members(chassis, "PCIeDevices"));
        List<String> links = chassis.part("Links").links("PCIeDevices");
        pair(links, devices);
        devices.addAll(unpaired(links));
        return devices;
    }

    private List<Resource> unpaired(List<String> paths)
            throws RedfishException, InterruptedException {
        List<Resource> devices = new ArrayList<>();
        for (String path : paths) {
            if (!paired.contains(ResourcePath.of(path))) {
                documents.get(path).ifPresent(devices::add);
            }
        }
        return devices;
    }

    /** The devices of the chassis that hold this system and no other. */
    private static List<Resource> devicesAround(
            Resource system, ServiceTree tree, Map<ResourcePath, List<Resource>> ofChassis) {
        Set<ResourcePath> holding = new HashSet<>();
        system.part("Links").links("Chassis").forEach(path -> holding.add(ResourcePath.of(path)));
        return tree.chassis().stream()
                .filter(chassis -> holding.contains(ResourcePath.of(chassis.path())))
                .filter(chassis -> chassis.part("Links").links("ComputerSystems").size() <= 1)
                .flatMap(chassis ->
                        ofChassis.getOrDefault(ResourcePath.of(chassis.path()), List.of()).stream())
                .toList();
    }

    /** The one of the same id is the same device, which need not be read a second time. */
    private void pair(List<String> paths, List<Resource> devices) {
        for (String path : paths) {
            devices.stream()
                    .filter(device -> lastOf(device.path()).equals(lastOf(path)))
                    .findFirst()
                    .ifPresent(device -> {
                        if (paired.add(ResourcePath.of(path))) {
                            parts.alias(device.path(), path);
                            twins.computeIfAbsent(device.path(), _ -> new ArrayList<>()).add(path);
                        }
                    });
        }
    }

    private static String lastOf(String path) {
        String key = ResourcePath.of(path).key();
        return key.substring(key.lastIndexOf('/') + 1);
    }

    private void add(List<Resource> devices) {
        parts.addFaces(
                devices.stream()
                        .filter(device -> Presence.isThere(Kind.PCIE_DEVICE, device))
                        .map(device ->
                                Description.of(Kind.PCIE_DEVICE, device)
                                        .alsoAt(twins.getOrDefault(device.path(), List.of())))
                        .toList());
    }
}
