package dev.sideband.redfish.inventory;

import dev.sideband.redfish.resource.ResourcePath;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The parts found so far. What is told of a second time, under another path or as another kind of
 * thing, is added to what is known of the part.
 *
 * <p>Two resources tell of one part where one links to the other as its other face, or where both
 * bear the same serial number and stand in different lists: a card is a network adapter and a PCIe
 * device, a drive stands in its storage and in its chassis.
 */
final class Parts {
    /** No server has as many; a service that lists more has lost its way. */
    static final int MAX_PARTS = 20_000;

    private static final int MAX_PATHS = 4 * MAX_PARTS;

    private final List<Component> components = new ArrayList<>();
    private final Map<ResourcePath, Integer> byPath = new HashMap<>();
    private final Map<String, List<Integer>> bySerial = new HashMap<>();
    private final Set<String> ids = new HashSet<>();

    List<Component> all() {
        return List.copyOf(components);
    }

    boolean hasAny(Predicate<Component> which) {
        return components.stream().anyMatch(which);
    }

    /** Whether a resource is known to tell of a part. */
    boolean knows(String path) {
        return byPath.containsKey(ResourcePath.of(path));
    }

    /** Notes that {@code path} leads to the part that {@code known} leads to. */
    void alias(String path, String known) {
        Integer at = byPath.get(ResourcePath.of(known));
        if (at != null && byPath.size() < MAX_PATHS) {
            byPath.putIfAbsent(ResourcePath.of(path), at);
        }
    }

    /** Adds the parts of one list, among which each is another. */
    void addAll(List<Component> list) {
        int before = components.size();
        for (Component each : list) {
            add(each, known -> known < before && isSameKind(components.get(known), each));
        }
    }

    private static boolean isSameKind(Component known, Component added) {
        String model = known.marks().model();
        String other = added.marks().model();
        return known.kind() == added.kind()
                && (model == null || other == null || model.equalsIgnoreCase(other));
    }

    /**
     * Adds the parts of a list that shows them from another side: as PCIe devices, as modules, as
     * assemblies. What is a known part already is no other.
     */
    void addFaces(List<Component> list) {
        int before = components.size();
        Set<Integer> paired = new HashSet<>();
        for (Component each : list) {
            Integer twin = isKnown(each, before) ? null : sameName(each, before, paired);
            if (twin == null) {
                add(each, known -> known < before && !components.get(known).kind().isWhole());
            } else {
                paired.add(twin);
                // Of two equal ones nobody knows which is which, so their numbers stay apart.
                components.set(twin, components.get(twin).alsoAt(each.resources()));
                note(each, twin);
            }
        }
    }

    /**
     * Adds to the part whose resource has this id, unless a system has it, which is no part.
     *
     * @return whether there is one
     */
    boolean addTo(String id, Component component) {
        String end = "/" + id;
        Integer found = null;
        for (int i = 0; i < components.size(); i++) {
            Component each = components.get(i);
            if (each.id().endsWith(end) && each.kind() == Kind.SYSTEM) {
                return false;
            }
            if (each.id().endsWith(end) && found == null) {
                found = i;
            }
        }
        if (found == null) {
            return false;
        }
        components.set(found, components.get(found).and(component));
        note(component, found);
        return true;
    }

    private boolean isKnown(Component component, int before) {
        return knows(component.resource())
                || withSerialOf(component, known -> known < before) != null;
    }

    /** The part, of those that PCIe devices are, that bears the name of {@code device}. */
    private @Nullable Integer sameName(Component device, int before, Set<Integer> paired) {
        if (device.kind() != Kind.PCIE_DEVICE) {
            return null;
        }
        for (int i = 0; i < before; i++) {
            Component part = components.get(i);
            if (part.kind().isOnPcie()
                    && !paired.contains(i)
                    && part.resources().stream().noneMatch(path -> path.contains("/PCIeDevices/"))
                    && isNamed(part, device.name())) {
                return i;
            }
        }
        return null;
    }

    private static boolean isNamed(Component part, String name) {
        return name.equalsIgnoreCase(part.marks().model()) || name.equalsIgnoreCase(part.name());
    }

    private void add(Component component, Predicate<Integer> maySame) {
        Integer same = byPath.get(ResourcePath.of(component.resource()));
        if (same == null) {
            same = withSerialOf(component, maySame);
        }
        if (same != null) {
            components.set(same, components.get(same).and(component));
            note(component, same);
        } else if (components.size() < MAX_PARTS) {
            components.add(ids.add(component.id()) ? component : renamed(component));
            note(component, components.size() - 1);
        }
    }

    private @Nullable Integer withSerialOf(Component component, Predicate<Integer> maySame) {
        String serial = component.marks().serialNumber();
        if (serial == null || !isTelling(serial)) {
            return null;
        }
        return bySerial.getOrDefault(key(serial), List.of()).stream()
                .filter(maySame)
                .findFirst()
                .orElse(null);
    }

    /** Shorter ones, and those of one digit only, stand on many parts. */
    private static boolean isTelling(String serial) {
        return serial.length() >= 5 && serial.chars().distinct().count() > 2;
    }

    private static String key(String serial) {
        return serial.toUpperCase(Locale.ROOT);
    }

    private Component renamed(Component component) {
        String id = component.id();
        for (int i = 2; !ids.add(id); i++) {
            id = component.id() + "~" + i;
        }
        return component.withId(id);
    }

    private void note(Component component, int at) {
        component.resources().forEach(path -> byPath.putIfAbsent(ResourcePath.of(path), at));
        String serial = component.marks().serialNumber();
        if (serial != null) {
            List<Integer> with = bySerial.computeIfAbsent(key(serial), _ -> new ArrayList<>());
            if (!with.contains(at)) {
                with.add(at);
            }
        }
    }
}
