package dev.sideband.redfish.inventory;

import dev.sideband.redfish.resource.Resource;

import java.util.List;

/**
 * Whether a collection's members can be had with it ({@code $expand}, DSP0266 §7.3.1). A claim is
 * believed until the first collection that says otherwise, as many services ignore the option.
 *
 * @param query what to ask with; empty where there is no use in it
 */
record Expansion(String query) {
    static final Expansion NONE = new Expansion("");

    /** What {@code ProtocolFeaturesSupported.ExpandQuery} of the service root claims. */
    static Expansion claimedBy(Resource root) {
        Resource claim = root.part("ProtocolFeaturesSupported").part("ExpandQuery");
        if (claim.flag("NoLinks").orElse(false)) {
            return new Expansion("?$expand=.($levels=1)");
        }
        return claim.flag("ExpandAll").orElse(false)
                ? new Expansion("?$expand=*($levels=1)")
                : NONE;
    }

    boolean isUsable() {
        return !query.isEmpty();
    }

    /** What is known when a collection has come back with {@code entries}. */
    Expansion after(List<Resource> entries) {
        return !entries.isEmpty() && entries.stream().allMatch(Resource::isReference) ? NONE : this;
    }
}
