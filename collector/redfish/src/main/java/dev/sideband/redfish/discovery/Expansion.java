package dev.sideband.redfish.discovery;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.resource.Resource;

import java.util.Optional;

/**
 * Whether a service expands collections (DSP0266 §7.3.1, {@code $expand}). What it claims in its
 * root is believed only after a look at the first member.
 */
final class Expansion {
    private final String query;
    private boolean doubted;

    Expansion(Resource root) {
        Resource claim = root.part("ProtocolFeaturesSupported").part("ExpandQuery");
        boolean noLinks = claim.flag("NoLinks").orElse(false);
        boolean all = claim.flag("ExpandAll").orElse(false);
        String which = noLinks ? "." : "*";
        query = noLinks || all ? "?$expand=" + which + "($levels=1)" : "";
    }

    /** The collection with its members in it, if it can be had so; its path is what to ask for. */
    Optional<Resource> of(String collection, Looking looking)
            throws RedfishException, InterruptedException {
        if (query.isEmpty() || doubted) {
            return Optional.empty();
        }
        Resource expanded = looking.at(collection + query);
        var members = expanded.parts("Members");
        long references = members.stream().filter(Resource::isReference).count();
        // One of them may be broken, or be a mere link all the same.
        doubted = references * 2 >= members.size();
        return doubted ? Optional.empty() : Optional.of(expanded);
    }
}
