package dev.sideband.redfish.push;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a subscription asks for (DSP0268: EventDestination). Which properties a BMC takes changed
 * with the schema: EventTypes until 1.5 of the event service, registries since, and how often a
 * delivery is tried since 1.6. What the service says of itself is tried first; what it refuses is
 * left out, and what it misses is put in.
 */
final class SubscriptionRequest {
    private static final String ALERT = "Alert";
    private static final String METRIC_REPORT = "MetricReport";
    private static final Pattern DESTINATION = Pattern.compile("\\bDestination\\b");

    /** What need not be there, in the order in which it is left out. */
    private enum Part {
        DeliveryRetryPolicy,
        EventFormatType,
        SubscriptionType,
        RegistryPrefixes,
        EventTypes;

        /** Whether a refusal speaks of it. */
        boolean isNamedIn(String refusal) {
            return Pattern.compile("\\b" + name() + "\\b").matcher(refusal).find();
        }
    }

    private final EventOffer offer;
    private final String destination;
    private final String context;
    private final Set<Part> parts = EnumSet.noneOf(Part.class);
    private final Set<Set<Part>> tried = new HashSet<>();

    SubscriptionRequest(EventOffer offer, String destination, String context) {
        this.offer = offer;
        this.destination = destination;
        this.context = context;
        if (!eventTypes().isEmpty()) {
            parts.add(Part.EventTypes);
        }
        if (!offer.formats().isEmpty() || !offer.registryPrefixes().isEmpty()) {
            parts.addAll(
                    Set.of(Part.EventFormatType, Part.SubscriptionType, Part.DeliveryRetryPolicy));
        }
        tried.add(Set.copyOf(parts));
    }

    private List<String> eventTypes() {
        List<String> all =
                offer.eventTypes().stream().filter(type -> !type.equals(METRIC_REPORT)).toList();
        return all.contains(ALERT) ? List.of(ALERT) : all;
    }

    ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("Destination", destination).put("Context", context).put("Protocol", "Redfish");
        for (Part part : parts) {
            switch (part) {
                // What is not delivered is lost; but the next event is to be tried again.
                case DeliveryRetryPolicy -> body.put(part.name(), "RetryForever");
                case EventFormatType -> body.put(part.name(), "Event");
                case SubscriptionType -> body.put(part.name(), "RedfishEvent");
                case RegistryPrefixes -> put(body, part, offer.registryPrefixes());
                case EventTypes ->
                        put(body, part, eventTypes().isEmpty() ? List.of(ALERT) : eventTypes());
            }
        }
        return body;
    }

    private static void put(ObjectNode body, Part part, List<String> texts) {
        ArrayNode array = body.putArray(part.name());
        texts.forEach(array::add);
    }

    /**
     * Takes in what a refusal says.
     *
     * @return false where there is nothing else to try
     */
    boolean learn(String refusal) {
        boolean named = change(refusal);
        if (!named && DESTINATION.matcher(refusal).find()) {
            // It is the address that it does not take.
            return false;
        }
        return (named && tried.add(Set.copyOf(parts))) || less();
    }

    private boolean change(String refusal) {
        boolean named = false;
        for (Part part : Part.values()) {
            if (part.isNamedIn(refusal)) {
                named = true;
                if (!parts.remove(part)) {
                    parts.add(part);
                }
            }
        }
        return named;
    }

    /** Where it does not say what it minds: what has not been tried, the least last. */
    private boolean less() {
        for (Part part : Part.values()) {
            Optional<Set<Part>> next = without(part);
            if (next.isPresent()) {
                parts.clear();
                parts.addAll(next.get());
                return tried.add(Set.copyOf(parts));
            }
        }
        if (!tried.contains(Set.of(Part.EventTypes))) {
            parts.clear();
            parts.add(Part.EventTypes);
            return tried.add(Set.copyOf(parts));
        }
        return false;
    }

    private Optional<Set<Part>> without(Part part) {
        Set<Part> fewer = EnumSet.noneOf(Part.class);
        fewer.addAll(parts);
        return fewer.remove(part) && !tried.contains(fewer) ? Optional.of(fewer) : Optional.empty();
    }
}
