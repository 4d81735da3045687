package dev.sideband.redfish.power;

import dev.sideband.redfish.discovery.ServiceTree;
import dev.sideband.redfish.resource.Resource;
import dev.sideband.redfish.resource.ResourcePath;

import java.util.List;
import java.util.stream.Collectors;

/** Which of a service's systems is meant. */
public final class SystemChoice {
    private SystemChoice() {}

    /**
     * The only system that can be switched, or else the only one at all: a board of accelerators
     * shows as a system that only its host can switch.
     *
     * @throws NotOffered where there are several, or none
     */
    public static Resource only(ServiceTree tree) throws NotOffered {
        List<Resource> systems = present(tree);
        List<Resource> switched =
                systems.stream().filter(system -> ResetTypes.hasAction(system)).toList();
        List<Resource> meant = switched.isEmpty() ? systems : switched;
        if (meant.isEmpty()) {
            throw new NotOffered("the service shows no system");
        }
        if (meant.size() > 1) {
            throw new NotOffered(
                    "the service shows %d systems, name one of them: %s"
                            .formatted(meant.size(), names(meant)));
        }
        return meant.getFirst();
    }

    /**
     * The system of this id, name, serial number or path.
     *
     * @throws NotOffered where there is none, or more than one
     */
    public static Resource named(ServiceTree tree, String name) throws NotOffered {
        List<Resource> systems = present(tree);
        List<Resource> meant = systems.stream().filter(system -> isNamed(system, name)).toList();
        if (meant.size() != 1) {
            throw new NotOffered(
                    "%s system \"%s\", there is: %s"
                            .formatted(
                                    meant.isEmpty() ? "no" : "more than one",
                                    name,
                                    systems.isEmpty() ? "none" : names(systems)));
        }
        return meant.getFirst();
    }

    private static List<Resource> present(ServiceTree tree) {
        return tree.systems().stream()
                .filter(system -> !system.isEmpty() && !system.isAbsent())
                .filter(system -> !system.has("error"))
                .toList();
    }

    private static boolean isNamed(Resource system, String name) {
        return List.of("Id", "Name", "SerialNumber", "HostName").stream()
                        .anyMatch(field ->
                                system.text(field).filter(name::equalsIgnoreCase).isPresent())
                || ResourcePath.of(system.path()).equals(ResourcePath.of(name));
    }

    private static String names(List<Resource> systems) {
        return systems.stream()
                .map(system -> system.text("Id").orElse(system.path()))
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
