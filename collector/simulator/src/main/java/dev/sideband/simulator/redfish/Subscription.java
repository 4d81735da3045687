package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * A webhook (DSP0268: EventDestination).
 *
 * @param destination on loopback: a simulator talks to nobody else
 * @param context what its owner knows it by
 */
record Subscription(String id, URI destination, String context, List<String> registryPrefixes) {
    static final String COLLECTION = EventPages.SERVICE + "/Subscriptions";

    Subscription {
        registryPrefixes = List.copyOf(registryPrefixes);
    }

    /** What a POST asks for; a {@link Refusal} where it cannot be. */
    static Subscription of(String id, JsonNode body) {
        if (!body.path("Protocol").asText().equals("Redfish")) {
            throw Refusal.badValue("Protocol");
        }
        List<String> prefixes = new ArrayList<>();
        body.path("RegistryPrefixes").forEach(one -> prefixes.add(one.asText()));
        return new Subscription(
                id,
                destination(body.path("Destination").asText()),
                body.path("Context").asText(""),
                prefixes);
    }

    private static URI destination(String text) {
        try {
            URI uri = URI.create(text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web
                    && uri.getHost() != null
                    && InetAddress.getByName(uri.getHost()).isLoopbackAddress()) {
                return uri;
            }
        } catch (IllegalArgumentException | UnknownHostException wrong) {
            throw Refusal.badValue("Destination");
        }
        throw Refusal.badValue("Destination");
    }

    String path() {
        return COLLECTION + "/" + id;
    }

    ObjectNode document() {
        ObjectNode node =
                Doc.resource(
                        path(),
                        "EventDestination.v1_9_0.EventDestination",
                        id,
                        "Event Subscription " + id);
        node.put("Destination", destination.toString()).put("Context", context);
        node.put("Protocol", "Redfish").put("SubscriptionType", "RedfishEvent");
        node.put("EventFormatType", "Event");
        ArrayNode array = node.putArray("RegistryPrefixes");
        registryPrefixes.forEach(array::add);
        Doc.status(node, "Enabled", View.Health.OK);
        return node;
    }
}
