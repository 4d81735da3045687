package dev.sideband.redfish.inventory;

import dev.sideband.redfish.resource.Resource;
import dev.sideband.redfish.resource.ResourcePath;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Lists of resources as lists of parts. */
final class Lists {
    private Lists() {}

    /** The parts of those resources that stand for one that is there. */
    static List<Component> described(Kind kind, List<Resource> resources) {
        return described(resources, _ -> kind);
    }

    static List<Component> described(List<Resource> resources, Function<Resource, Kind> kind) {
        return resources.stream()
                .filter(resource -> Presence.isThere(kind.apply(resource), resource))
                .map(resource -> Description.of(kind.apply(resource), resource))
                .toList();
    }

    /**
     * The parts in the array {@code name} of a resource. They are told apart by their bay, by a
     * name with a number in it or by their MemberId, in this order, and by their place in the array
     * only where nothing else is there: the place changes when one is taken out.
     */
    static List<Component> embedded(Kind kind, Resource whole, String name) {
        List<Resource> array = whole.parts(name);
        Map<String, Integer> names = count(array, "Name");
        Map<String, Integer> members = count(array, "MemberId");
        Map<String, Integer> ids = count(array, "@odata.id");
        List<Component> parts = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            Resource each = placed(array.get(i), whole, name + "/" + i, ids);
            if (Presence.isThere(kind, each)) {
                String which =
                        Description.bay(each)
                                .or(() -> only(each, "Name", names).filter(Lists::hasDigit))
                                .or(() -> only(each, "MemberId", members))
                                .orElse(Integer.toString(i));
                parts.add(
                        Description.of(
                                kind,
                                each,
                                Description.idIn(whole, name, which),
                                kind.text() + " " + i));
            }
        }
        return parts;
    }

    /** Some services give all objects of an array one id, often that of the whole. */
    private static Resource placed(
            Resource each, Resource whole, String place, Map<String, Integer> ids) {
        boolean alone = ids.getOrDefault(each.path(), 0) <= 1;
        return alone && !ResourcePath.of(each.path()).equals(ResourcePath.of(whole.path()))
                ? each
                : new Resource(whole.path() + "#/" + place, each.body());
    }

    private static Map<String, Integer> count(List<Resource> array, String name) {
        Map<String, Integer> counts = new HashMap<>();
        for (Resource each : array) {
            Description.text(each, name).ifPresent(text -> counts.merge(text, 1, Integer::sum));
        }
        return counts;
    }

    private static Optional<String> only(Resource each, String name, Map<String, Integer> counts) {
        return Description.text(each, name).filter(text -> counts.getOrDefault(text, 0) == 1);
    }

    private static boolean hasDigit(String text) {
        return text.chars().anyMatch(Character::isDigit);
    }
}
