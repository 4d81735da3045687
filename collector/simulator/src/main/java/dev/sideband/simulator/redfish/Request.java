package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Map;
import java.util.Optional;

/**
 * What a client asks.
 *
 * @param path without its query, and without a slash at its end
 * @param query of the path; each name once
 * @param token of X-Auth-Token
 * @param authorization of the header of that name
 * @param body JSON; a missing node where there is none
 * @param client its address, as text
 */
record Request(
        String method,
        String path,
        Map<String, String> query,
        Optional<String> token,
        Optional<String> authorization,
        JsonNode body,
        String client) {
    Request {
        query = Map.copyOf(query);
    }

    boolean reads() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** Does not show what may be secret. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
