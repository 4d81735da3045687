package dev.sideband.redfish.discovery;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;

import java.util.List;
import java.util.Set;

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
    private static final int SERVER_ERROR = 500;

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
     * @param unanswered the paths that gave no answer the last time, to which new ones are added:
     *     the second time the plan is made without them
     * @throws RedfishException where the BMC is gone, or gives no answer for the first time
     */
    public static ReadingPlan make(RedfishClient client, ServiceTree tree, Set<String> unanswered)
            throws RedfishException, InterruptedException {
        return new Planner(client, tree, unanswered).plan();
    }

    /** Whether it may lack something that is there at another time. */
    public boolean isPartial() {
        return problems.stream().anyMatch(ReadingPlan::mayPass);
    }

    static boolean mayPass(RedfishException problem) {
        return switch (problem) {
            case RedfishException.NotFound _, RedfishException.Denied _ -> false;
            case RedfishException.Refused refused -> refused.status() >= SERVER_ERROR;
            case RedfishException.Malformed _,
                    RedfishException.NoAnswer _,
                    RedfishException.Busy _,
                    RedfishException.Unreachable _,
                    RedfishException.Untrusted _,
                    RedfishException.NotAuthenticated _,
                    RedfishException.SessionsFull _ ->
                    true;
        };
    }
}
