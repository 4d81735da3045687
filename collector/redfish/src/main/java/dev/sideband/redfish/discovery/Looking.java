package dev.sideband.redfish.discovery;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.Members;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.client.RedfishClient.Patience;
import dev.sideband.redfish.resource.Resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks at resources that may be missing, and keeps what was wrong with them. */
final class Looking {
    /** More than these only a BMC has that is gone. */
    private static final int MAX_UNANSWERED = 64;

    private final RedfishClient client;
    private final Set<String> unanswered;
    private final List<String> denied = new ArrayList<>();
    private final List<RedfishException> problems = new ArrayList<>();

    /**
     * Looks by way of {@code client}.
     *
     * @param unanswered paths that are done without where they give no answer once more
     */
    Looking(RedfishClient client, Set<String> unanswered) {
        this.client = client;
        this.unanswered = unanswered;
    }

    List<String> denied() {
        return denied;
    }

    List<RedfishException> problems() {
        return problems;
    }

    /** The resource at {@code path}; empty where it cannot be read. */
    Resource at(Optional<String> path) throws RedfishException, InterruptedException {
        return path.isPresent() ? at(path.get()) : Resource.NONE;
    }

    Resource at(String path) throws RedfishException, InterruptedException {
        try {
            return client.get(path);
        } catch (RedfishException missing) {
            keep(path, missing);
            return Resource.NONE;
        }
    }

    /** What stands in the collection at {@code path}: references or members. */
    List<Resource> entries(Optional<String> path) throws RedfishException, InterruptedException {
        if (path.isEmpty()) {
            return List.of();
        }
        try {
            return Members.entries(client, path.get(), Patience.READING);
        } catch (RedfishException missing) {
            keep(path.get(), missing);
            return List.of();
        }
    }

    private void keep(String path, RedfishException missing) throws RedfishException {
        switch (missing) {
            case RedfishException.Denied _ -> {
                denied.add(path);
                problems.add(missing);
            }
            case RedfishException.NotFound _,
                    RedfishException.Refused _,
                    RedfishException.Malformed _ ->
                    problems.add(missing);
            // Made now, the plan would lack for long what only failed this time.
            case RedfishException.NoAnswer _, RedfishException.Busy _ -> {
                if (unanswered.size() >= MAX_UNANSWERED || unanswered.add(path)) {
                    throw missing;
                }
                problems.add(missing);
            }
            case RedfishException.Unreachable _,
                    RedfishException.Untrusted _,
                    RedfishException.NotAuthenticated _,
                    RedfishException.SessionsFull _ ->
                    throw missing;
        }
    }
}
