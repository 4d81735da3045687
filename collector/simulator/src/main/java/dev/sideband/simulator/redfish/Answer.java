package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a client gets.
 *
 * @param headers besides those of the transport
 * @param body JSON; a missing node where there is none
 */
record Answer(int status, Map<String, String> headers, JsonNode body) {
    private static final int NO_CONTENT = 204;

    Answer {
        headers = Map.copyOf(headers);
    }

    static Answer of(int status, JsonNode body) {
        return new Answer(status, Map.of(), body);
    }

    static Answer empty() {
        return of(NO_CONTENT, MissingNode.getInstance());
    }

    Answer with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }

    /** Does not show what may be secret, such as a token. */
    @Override
    public String toString() {
        return Integer.toString(status);
    }
}
