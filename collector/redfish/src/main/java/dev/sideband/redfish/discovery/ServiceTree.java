package dev.sideband.redfish.discovery;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.Members;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.resource.Resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The upper part of a service: its root and what that links to.
 *
 * @param root the service root (DSP0266 §8.3)
 * @param chassis also power shelves and cooling units, where the service has such
 * @param problems what could not be read of it
 */
public record ServiceTree(
        Resource root,
        List<Resource> systems,
        List<Resource> chassis,
        List<Resource> managers,
        List<RedfishException> problems) {
    /** Where every service begins; with the slash, as iLO 4 redirects without it. */
    public static final String ROOT = "/redfish/v1/";

    /** What may stand beside the chassis, by what the root links to (DSP0268). */
    private static final Map<String, List<String>> EQUIPMENT =
            Map.of(
                    "PowerEquipment",
                    List.of("PowerShelves", "RackPDUs", "FloorPDUs", "TransferSwitches"),
                    "ThermalEquipment",
                    List.of("CDUs", "HeatExchangers", "ImmersionUnits"));

    public ServiceTree {
        systems = List.copyOf(systems);
        chassis = List.copyOf(chassis);
        managers = List.copyOf(managers);
        problems = List.copyOf(problems);
    }

    /**
     * Reads it; a part that cannot be read is missing and told of.
     *
     * @throws RedfishException where the root cannot be read, or the BMC is gone
     */
    public static ServiceTree read(RedfishClient client)
            throws RedfishException, InterruptedException {
        Resource root = root(client);
        List<RedfishException> problems = new ArrayList<>();
        List<Resource> systems = members(client, root, "Systems", problems);
        List<Resource> chassis = new ArrayList<>(members(client, root, "Chassis", problems));
        chassis.addAll(equipment(client, root, problems));
        return new ServiceTree(
                root, systems, chassis, members(client, root, "Managers", problems), problems);
    }

    private static Resource root(RedfishClient client)
            throws RedfishException, InterruptedException {
        try {
            return client.get(ROOT);
        } catch (RedfishException.NotFound missing) {
            return client.get(ROOT.substring(0, ROOT.length() - 1));
        }
    }

    /** Power shelves, cooling units and the like: they have Sensors as a chassis has. */
    private static List<Resource> equipment(
            RedfishClient client, Resource root, List<RedfishException> problems)
            throws RedfishException, InterruptedException {
        List<Resource> equipment = new ArrayList<>();
        for (Map.Entry<String, List<String>> kind : EQUIPMENT.entrySet()) {
            Optional<String> path = root.link(kind.getKey());
            if (path.isPresent()) {
                try {
                    Resource all = client.get(path.get());
                    for (String name : kind.getValue()) {
                        equipment.addAll(members(client, all, name, problems));
                    }
                } catch (RedfishException.NotFound
                        | RedfishException.Denied
                        | RedfishException.Malformed
                        | RedfishException.Refused missing) {
                    problems.add(missing);
                }
            }
        }
        return equipment;
    }

    /** Whether some of it may be there at another time. */
    public boolean isPartial() {
        return problems.stream().anyMatch(ReadingPlan::mayPass);
    }

    private static List<Resource> members(
            RedfishClient client, Resource root, String name, List<RedfishException> problems)
            throws RedfishException, InterruptedException {
        Optional<String> collection = root.link(name);
        if (collection.isEmpty()) {
            return List.of();
        }
        try {
            Members members = Members.read(client, collection.get());
            problems.addAll(members.problems());
            return members.resources().isEmpty() && members.problems().isEmpty()
                    ? single(client.get(collection.get()))
                    : members.resources();
        } catch (RedfishException.NotFound
                | RedfishException.Denied
                | RedfishException.Malformed
                | RedfishException.Refused missing) {
            problems.add(missing);
            return List.of();
        }
    }

    /** Services of one machine have been seen to link to its chassis in the collection's place. */
    private static List<Resource> single(Resource resource) {
        boolean one = resource.has("Id") && !resource.body().has("Members");
        return one ? List.of(resource) : List.of();
    }
}
