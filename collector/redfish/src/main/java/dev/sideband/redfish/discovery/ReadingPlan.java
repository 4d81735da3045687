package dev.sideband.redfish.discovery;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;

import java.util.List;

/**
 * The cheapest way to all readings of one BMC, as it was found by looking: which documents to read,
 * and which of them in every poll. It holds until the BMC's firmware changes.
 *
 * @param vendor whose dialect it is
 * @param sources in the order in which they count: of a quantity that two of them have, the first
 *     one's is taken
 * @param denied the paths that the account may not read, or that lack a licence
 * @param problems what else could not be read while it was made
 */
public record ReadingPlan(
        Vendor vendor, List<Source> sources, List<String> denied, List<RedfishException> problems) {
    /** Before anything was looked at. */
    public static final ReadingPlan NONE =
            new ReadingPlan(Vendor.OTHER, List.of(), List.of(), List.of());

    public ReadingPlan {
        sources = List.copyOf(sources);
        denied = List.copyOf(denied);
        problems = List.copyOf(problems);
    }

    /**
     * Makes the plan by looking at what each chassis has.
     *
     * @throws RedfishException where the BMC is gone
     */
    public static ReadingPlan make(RedfishClient client, ServiceTree tree)
            throws RedfishException, InterruptedException {
        return new Planner(client, tree).plan();
    }
}
