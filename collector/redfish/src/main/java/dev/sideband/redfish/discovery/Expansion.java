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

    /** The path that gives the members of {@code collection} in one document, if there is one. */
    Optional<String> of(String collection, Looking looking)
            throws RedfishException, InterruptedException {
        if (query.isEmpty() || doubted) {
            return Optional.empty();
        }
        String path = collection + query;
        var members = looking.at(path).parts("Members");
        if (members.isEmpty() || members.getFirst().isReference()) {
            doubted = true;
            return Optional.empty();
        }
        return Optional.of(path);
    }
}
