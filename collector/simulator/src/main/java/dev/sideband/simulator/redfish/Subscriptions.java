package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/** What is asked about subscriptions, by somebody who may ask. */
final class Subscriptions {
    private final Push push;
    private final RedfishSettings settings;

    Subscriptions(Push push, RedfishSettings settings) {
        this.push = push;
        this.settings = settings;
    }

    static boolean isAbout(String path) {
        return path.equals(Subscription.COLLECTION)
                || path.startsWith(Subscription.COLLECTION + "/");
    }

    Answer answer(Request request, View view) {
        if (!request.reads() && settings.readOnly()) {
            throw Refusal.forbidden();
        }
        if (request.path().equals(Subscription.COLLECTION)) {
            return switch (request.method()) {
                case "GET", "HEAD" -> Answer.of(200, collection());
                case "POST" -> add(request, view);
                default -> throw Refusal.notFound(request.path());
            };
        }
        String id = request.path().substring(Subscription.COLLECTION.length() + 1);
        Subscription found = push.find(id).orElseThrow(() -> Refusal.notFound(request.path()));
        if (request.reads()) {
            return Answer.of(200, found.document());
        }
        if (!request.method().equals("DELETE")) {
            throw Refusal.notFound(request.path());
        }
        push.remove(id);
        return Answer.empty();
    }

    private Answer add(Request request, View view) {
        Subscription added = push.subscribe(id -> Subscription.of(id, request.body()), view);
        return Answer.of(201, added.document()).with("Location", added.path());
    }

    private ObjectNode collection() {
        List<String> members = push.subscriptions().stream().map(Subscription::path).toList();
        return Doc.collection(
                Subscription.COLLECTION,
                "EventDestinationCollection",
                "Event Subscriptions Collection",
                members);
    }
}
