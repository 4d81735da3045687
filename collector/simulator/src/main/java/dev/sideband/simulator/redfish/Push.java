package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.simulator.model.SelRecord;
import dev.sideband.simulator.model.SystemEventLog;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a BMC says of its own accord: to open streams and to webhooks, of each record that comes to
 * the log while somebody listens. Owned by the thread that serves the BMC.
 */
final class Push {
    /** Of a BMC; bmcweb has as many. */
    static final int STREAM_LIMIT = 10;

    static final int SUBSCRIPTION_LIMIT = 20;

    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    private final Set<Consumer<ObjectNode>> streams = new LinkedHashSet<>();
    private final List<Parcel> tests = new ArrayList<>();
    private int lastSubscription;
    private int lastEvent;
    private int known;

    /** An event on its way to a webhook. */
    record Parcel(URI to, ObjectNode event) {}

    /** Whether anybody listens. */
    boolean isWanted() {
        return !streams.isEmpty() || !subscriptions.isEmpty();
    }

    /** Whether one more may listen to a stream. */
    boolean hasRoom() {
        return streams.size() < STREAM_LIMIT;
    }

    void open(Consumer<ObjectNode> stream, View view) {
        beginListening(view);
        streams.add(stream);
    }

    void close(Consumer<ObjectNode> stream) {
        streams.remove(stream);
    }

    Collection<Subscription> subscriptions() {
        return List.copyOf(subscriptions.values());
    }

    Optional<Subscription> find(String id) {
        return Optional.ofNullable(subscriptions.get(id));
    }

    /** Adds what {@code make} gives for a new id. */
    Subscription subscribe(Function<String, Subscription> make, View view) {
        if (subscriptions.size() >= SUBSCRIPTION_LIMIT) {
            throw Refusal.of(
                    503,
                    "EventSubscriptionLimitExceeded",
                    "The event subscription failed due to the number of simultaneous subscriptions"
                            + " exceeding the limit of the implementation.");
        }
        Subscription added = make.apply(Integer.toString(lastSubscription + 1));
        lastSubscription++;
        beginListening(view);
        subscriptions.put(added.id(), added);
        return added;
    }

    boolean remove(String id) {
        return subscriptions.remove(id) != null;
    }

    /** What was before is told to nobody. */
    private void beginListening(View view) {
        if (!isWanted()) {
            known = view.server().log(view.now(), (SystemEventLog log) -> log.addedAfter(0).size());
        }
    }

    /** Tells the streams what is new; what goes to webhooks is for the caller to send. */
    List<Parcel> tell(View view) {
        List<Parcel> parcels = new ArrayList<>(tests);
        tests.clear();
        List<SelRecord> more =
                view.server().log(view.now(), (SystemEventLog log) -> log.addedAfter(known));
        known += more.size();
        for (SelRecord raw : more) {
            parcels.addAll(tell(event(view, LogRecord.of(view.blueprint(), raw))));
        }
        return parcels;
    }

    /** One that means nothing, on request; webhooks get it with what comes next. */
    void tellTest(View view) {
        if (tests.size() < SUBSCRIPTION_LIMIT) {
            tests.addAll(tell(event(view, view.clock(), "OK", "A test event.", "TestEvent")));
        }
    }

    private List<Parcel> tell(ObjectNode event) {
        streams.forEach(stream -> stream.accept(event));
        return subscriptions.values().stream()
                .map(one ->
                        new Parcel(
                                one.destination(), event.deepCopy().put("Context", one.context())))
                .toList();
    }

    private ObjectNode event(View view, LogRecord record) {
        ObjectNode event =
                event(
                        view,
                        Instant.ofEpochSecond(record.seconds()),
                        record.health().text(),
                        record.message(),
                        view.dialect().messageId(record));
        ObjectNode first = (ObjectNode) event.path("Events").path(0);
        record.args().forEach(first.putArray("MessageArgs")::add);
        return event;
    }

    private ObjectNode event(
            View view, Instant at, String severity, String message, String messageId) {
        String id = Integer.toString(++lastEvent);
        ObjectNode event = Doc.object();
        event.put("@odata.type", "#Event.v1_4_0.Event");
        event.put("Id", id).put("Name", "Event Array");
        ObjectNode one = event.putArray("Events").addObject();
        one.put("MemberId", "0").put("EventId", id).put("EventType", "Alert");
        one.put("EventTimestamp", view.dialect().time(at));
        one.put("Severity", severity).put("Message", message);
        if (!messageId.isEmpty()) {
            one.put("MessageId", messageId);
        }
        Doc.link(one, "OriginOfCondition", view.dialect().chassis());
        return event;
    }
}
