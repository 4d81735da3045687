package dev.sideband.redfish.discovery;

import dev.sideband.redfish.resource.Resource;

import java.util.List;

/**
 * Whether a collection's members can be had with it ({@code $expand}, DSP0266 §7.3.1). What a
 * service claims is believed until the first collection that says otherwise, as many ignore the
 * option.
 */
public final class Expansion {
    private final String query;
    private boolean doubted;

    private Expansion(String query) {
        this.query = query;
    }

    /** What {@code ProtocolFeaturesSupported.ExpandQuery} of the service root claims. */
    public static Expansion claimedBy(Resource root) {
        Resource claim = root.part("ProtocolFeaturesSupported").part("ExpandQuery");
        boolean noLinks = claim.flag("NoLinks").orElse(false);
        boolean all = claim.flag("ExpandAll").orElse(false);
        String which = noLinks ? "." : "*";
        return new Expansion(noLinks || all ? "?$expand=" + which + "($levels=1)" : "");
    }

    /** Whether there is use in asking for it. */
    public boolean isUsable() {
        return !query.isEmpty() && !doubted;
    }

    /** The path that gives the members of {@code collection} in one document. */
    public String of(String collection) {
        return collection + query;
    }

    /**
     * Whether the members came with their collection; where they did not, none is asked for so any
     * more. An empty list says nothing: some services answer so whatever they hold.
     */
    public boolean holds(List<Resource> members) {
        long references = members.stream().filter(Resource::isReference).count();
        // One of them may be broken, or be a mere link all the same.
        boolean whole = references * 2 < members.size();
        doubted |= !whole && !members.isEmpty();
        return whole;
    }

    /** The service refuses it. */
    public void doubt() {
        doubted = true;
    }
}
