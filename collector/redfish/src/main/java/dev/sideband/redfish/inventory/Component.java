package dev.sideband.redfish.inventory;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A part of a server. What is not told is null, never an empty text.
 *
 * @param id stable while the part stays where it is: its resource's path below the service root,
 *     such as {@code Systems/1/Memory/DIMM1}; for a part without a resource of its own the path of
 *     what tells of it, {@code #} and what tells it from the others
 * @param name as the service has it; no key, as parts share names
 * @param slot where in the server, as its label says
 * @param state Redfish's state, such as Enabled
 * @param health OK, Warning or Critical
 * @param attributes what else is told, as texts
 * @param resources the paths of all resources that tell of it, the one that names it first
 */
public record Component(
        String id,
        Kind kind,
        String name,
        Marks marks,
        @Nullable String slot,
        @Nullable String state,
        @Nullable String health,
        @Nullable Capacity capacity,
        Map<String, String> attributes,
        List<String> resources) {

    /** What is written on the part. */
    public record Marks(
            @Nullable String manufacturer,
            @Nullable String model,
            @Nullable String partNumber,
            @Nullable String serialNumber,
            @Nullable String assetTag,
            @Nullable String version) {
        /** These, and where something is missing what {@code others} say. */
        Marks or(Marks others) {
            return new Marks(
                    either(manufacturer, others.manufacturer),
                    either(model, others.model),
                    either(partNumber, others.partNumber),
                    either(serialNumber, others.serialNumber),
                    either(assetTag, others.assetTag),
                    either(version, others.version));
        }
    }

    /**
     * How much.
     *
     * @param unit in UCUM notation: By for bytes, W for watts, 1 for cores
     */
    public record Capacity(double value, String unit) {}

    public Component {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        resources = List.copyOf(resources);
    }

    /** The path of the resource that names it. */
    public String resource() {
        return resources.getFirst();
    }

    Component withId(String other) {
        return new Component(
                other, kind, name, marks, slot, state, health, capacity, attributes, resources);
    }

    Component as(Kind other) {
        return new Component(
                id, other, name, marks, slot, state, health, capacity, attributes, resources);
    }

    Component alsoAt(List<String> paths) {
        return new Component(
                id,
                kind,
                name,
                marks,
                slot,
                state,
                health,
                capacity,
                attributes,
                Stream.concat(resources.stream(), paths.stream()).distinct().toList());
    }

    /** This part with what another resource says of the same one. */
    Component and(Component same) {
        Map<String, String> all = new LinkedHashMap<>(same.attributes);
        all.putAll(attributes);
        return new Component(
                id,
                kind,
                name,
                marks.or(same.marks),
                either(slot, same.slot),
                either(state, same.state),
                either(health, same.health),
                capacity == null ? same.capacity : capacity,
                all,
                Stream.concat(resources.stream(), same.resources.stream()).distinct().toList());
    }

    private static @Nullable String either(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }
}
