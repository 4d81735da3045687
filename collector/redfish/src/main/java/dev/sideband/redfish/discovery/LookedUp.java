package dev.sideband.redfish.discovery;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.resource.Resource;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Asks for each resource once, until it is told to forget: finding out how to read a BMC takes some
 * hundred requests on large ones, and where a slow and faulty one leaves one of them unanswered,
 * the next attempt goes on from there. Nothing is known for longer than {@link #LASTS}.
 */
public final class LookedUp implements RedfishClient {
    /** Longer than it takes the slowest; what it said before may be another firmware's. */
    static final Duration LASTS = Duration.ofHours(1);

    /** The largest trees have a few hundred resources above their sensors. */
    static final int MAX_RESOURCES = 2_048;

    private final RedfishClient client;
    private final InstantSource clock;
    private final Map<String, Answered> answered = new HashMap<>();
    private Instant began = Instant.MIN;

    /** One of the two. */
    private record Answered(@Nullable Resource found, @Nullable RedfishException missing) {}

    public LookedUp(RedfishClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    /** The next request for anything is sent again. */
    public void forget() {
        answered.clear();
    }

    @Override
    public Resource get(String path, Patience patience)
            throws RedfishException, InterruptedException {
        Instant now = clock.instant();
        if (!now.isBefore(began.plus(LASTS))) {
            forget();
        }
        if (answered.isEmpty()) {
            began = now;
        }
        Answered known = answered.get(path);
        if (known == null) {
            known = ask(path, patience);
            if (answered.size() < MAX_RESOURCES) {
                answered.put(path, known);
            }
        }
        if (known.missing() != null) {
            throw known.missing();
        }
        return known.found() == null ? Resource.NONE : known.found();
    }

    /** What is not there, or not to be had, is an answer; silence is none. */
    private Answered ask(String path, Patience patience)
            throws RedfishException, InterruptedException {
        try {
            return new Answered(client.get(path, patience), null);
        } catch (RedfishException.NotFound
                | RedfishException.Denied
                | RedfishException.Refused missing) {
            return new Answered(null, missing);
        }
    }

    @Override
    public Answer post(String path, JsonNode body) throws RedfishException, InterruptedException {
        return client.post(path, body);
    }

    @Override
    public Answer patch(String path, JsonNode body) throws RedfishException, InterruptedException {
        return client.patch(path, body);
    }

    @Override
    public void delete(String path) throws RedfishException, InterruptedException {
        client.delete(path);
    }
}
