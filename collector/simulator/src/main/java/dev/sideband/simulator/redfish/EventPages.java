package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How a BMC can be asked to speak by itself (DSP0268: EventService). */
final class EventPages {
    static final String SERVICE = Dialect.ROOT + "/EventService";
    static final String TEST = SERVICE + "/Actions/EventService.SubmitTestEvent";

    private final Tree tree;
    private final Dialect dialect;

    EventPages(Tree tree) {
        this.tree = tree;
        this.dialect = tree.dialect();
    }

    void add() {
        tree.add(SERVICE, _ -> service());
    }

    private ObjectNode service() {
        ObjectNode node =
                Doc.resource(
                        SERVICE,
                        "EventService.v1_7_0.EventService",
                        "EventService",
                        "Event Service");
        node.put("ServiceEnabled", true);
        node.put("DeliveryRetryAttempts", 3).put("DeliveryRetryIntervalSeconds", 30);
        node.putArray("EventFormatTypes").add("Event");
        node.putArray("EventTypesForSubscription").add("Alert");
        if (!dialect.text("sse").isEmpty()) {
            node.put("ServerSentEventUri", dialect.text("sse"));
        }
        Doc.status(node, "Enabled", View.Health.OK);
        Doc.link(node, "Subscriptions", Subscription.COLLECTION);
        ObjectNode test = node.putObject("Actions").putObject("#EventService.SubmitTestEvent");
        test.put("target", TEST);
        return node;
    }
}
