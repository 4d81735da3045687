package dev.sideband.redfish.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.resource.Resource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A BMC that has nothing but an event service, with a maker's ways. */
final class FakeEventService implements RedfishClient {
    static final String SERVICE = "/redfish/v1/EventService";
    static final String COLLECTION = SERVICE + "/Subscriptions";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What the maker makes of a request. */
    interface Maker {
        /** Throws where it is not taken. */
        void judge(String method, JsonNode body) throws RedfishException;
    }

    final Map<String, ObjectNode> subscriptions = new LinkedHashMap<>();
    final List<String> lines = new CopyOnWriteArrayList<>();
    final ObjectNode service;
    private final Maker maker;
    int room = 20;
    boolean saysWhere = true;
    boolean keepsContext = true;
    boolean loses;
    private int made;

    FakeEventService(String service, Maker maker) {
        this.service = object(service);
        this.service.putObject("Subscriptions").put("@odata.id", COLLECTION);
        this.maker = maker;
    }

    static ObjectNode object(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    static RedfishException refused(int status, String text) {
        return switch (status) {
            case 403 -> new RedfishException.Denied(text);
            case 404 -> new RedfishException.NotFound(text);
            case 503 -> new RedfishException.Busy(text);
            default -> new RedfishException.Refused(status, text);
        };
    }

    /** Has somebody else's, or one of before, in it. */
    synchronized String with(String json) {
        String path = COLLECTION + "/" + ++made;
        subscriptions.put(path, object(json).put("@odata.id", path));
        return path;
    }

    /** Forgets all, as after a reset of the BMC. */
    synchronized void forget() {
        subscriptions.clear();
    }

    synchronized ObjectNode at(String path) {
        ObjectNode one = subscriptions.get(path);
        if (one == null) {
            throw new AssertionError(path + " is not there");
        }
        return one;
    }

    EventOffer offer() {
        return EventOffer.of(Resource.of(SERVICE, service));
    }

    synchronized List<String> contexts() {
        List<String> contexts = new ArrayList<>();
        subscriptions.values().forEach(one -> contexts.add(one.path("Context").asText()));
        return contexts;
    }

    synchronized List<String> destinations() {
        List<String> all = new ArrayList<>();
        subscriptions.values().forEach(one -> all.add(one.path("Destination").asText()));
        return all;
    }

    @Override
    public synchronized Resource get(String path, Patience patience) throws RedfishException {
        lines.add("GET " + path);
        if (path.equals("/redfish/v1/")) {
            return Resource.of(
                    path, object("{\"EventService\":{\"@odata.id\":\"" + SERVICE + "\"}}"));
        }
        if (path.equals(SERVICE)) {
            return Resource.of(path, service.deepCopy());
        }
        if (path.equals(COLLECTION)) {
            ObjectNode collection = object("{}");
            var members = collection.putArray("Members");
            subscriptions.keySet().forEach(one -> members.addObject().put("@odata.id", one));
            return Resource.of(path, collection);
        }
        return Resource.of(path, there(path).deepCopy());
    }

    private ObjectNode there(String path) throws RedfishException {
        ObjectNode one = subscriptions.get(path);
        if (one == null) {
            throw refused(404, path);
        }
        return one;
    }

    @Override
    public synchronized Answer post(String path, JsonNode body) throws RedfishException {
        lines.add("POST " + body);
        maker.judge("POST", body);
        if (subscriptions.size() >= room) {
            throw refused(503, "EventSubscriptionLimitExceeded: no more");
        }
        ObjectNode added = body.deepCopy();
        if (!keepsContext) {
            added.putNull("Context");
        }
        String made = with(added.toString());
        if (loses) {
            loses = false;
            throw new RedfishException.NoAnswer("no answer within 60 s");
        }
        return new Answer(saysWhere ? made : "", Resource.NONE);
    }

    @Override
    public synchronized Answer patch(String path, JsonNode body) throws RedfishException {
        lines.add("PATCH " + body);
        maker.judge("PATCH", body);
        ObjectNode one = there(path);
        body.properties()
                .forEach(property -> {
                    if (property.getKey().equals("Oem")) {
                        boolean on =
                                property.getValue().findValue("EnableSubscription").asBoolean();
                        one.withObject("/Oem/Supermicro").put("EnableSubscription", on);
                        one.putObject("Status").put("State", on ? "Enabled" : "Disabled");
                    } else {
                        one.set(property.getKey(), property.getValue());
                    }
                });
        return new Answer("", Resource.NONE);
    }

    @Override
    public synchronized void delete(String path) throws RedfishException {
        lines.add("DELETE " + path);
        maker.judge("DELETE", object("{}"));
        there(path);
        subscriptions.remove(path);
    }
}
