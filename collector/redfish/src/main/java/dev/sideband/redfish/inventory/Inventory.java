package dev.sideband.redfish.inventory;

import dev.sideband.redfish.RedfishException;

import java.util.Comparator;
import java.util.List;

/**
 * The parts of what one Redfish service manages.
 *
 * @param components ordered by kind, then as the service has them
 * @param unread what could not be read; the parts that it would tell of are missing
 */
public record Inventory(List<Component> components, List<Unread> unread) {
    /**
     * A resource that could not be read.
     *
     * @param path the path that was asked for
     */
    public record Unread(String path, RedfishException reason) {
        /** Whether it is not there, rather than out of reach. */
        public boolean isMissing() {
            return reason instanceof RedfishException.NotFound;
        }

        /** Whether the account, or the licence, does not reach this far. */
        public boolean isDenied() {
            return reason instanceof RedfishException.Denied;
        }
    }

    public Inventory {
        components = components.stream().sorted(Comparator.comparing(Component::kind)).toList();
        unread = List.copyOf(unread);
    }

    /** The parts of one kind. */
    public List<Component> of(Kind kind) {
        return components.stream().filter(component -> component.kind() == kind).toList();
    }
}
