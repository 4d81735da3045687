package dev.sideband.collector.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.resource.Resource;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A Redfish service with a system that has two logs, SEL and EventLog, in memory. */
final class ScriptedLogs implements RedfishClient {
    static final String LOGS = "/redfish/v1/Systems/1/LogServices";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, ArrayNode> logs = new LinkedHashMap<>();
    final Map<String, RedfishException> failures = new HashMap<>();

    /** Paths that are not answered before their latch opens. */
    final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();

    final List<String> asked = new CopyOnWriteArrayList<>();

    ScriptedLogs() {
        logs.put("SEL", JSON.createArrayNode());
        logs.put("EventLog", JSON.createArrayNode());
    }

    /** Adds an entry to a log, and gives it back to be changed. */
    ObjectNode append(String log, int id, String message) {
        ObjectNode entry = log(log).addObject();
        entry.put("@odata.id", LOGS + "/" + log + "/Entries/" + id);
        entry.put("Id", String.valueOf(id));
        entry.put("Created", "2026-11-22T09:00:%02d+00:00".formatted(id % 60));
        entry.put("Message", message);
        entry.put("Severity", "Critical");
        return entry;
    }

    /** The entries of a log. */
    ArrayNode log(String id) {
        return Objects.requireNonNull(logs.get(id), id);
    }

    @Override
    public Resource get(String path, Patience patience)
            throws RedfishException, InterruptedException {
        asked.add(path);
        CountDownLatch hold = held.get(path);
        if (hold != null) {
            hold.await();
        }
        RedfishException failure = failures.get(path);
        if (failure != null) {
            throw failure;
        }
        ObjectNode body = JSON.createObjectNode();
        body.put("@odata.id", path);
        switch (path) {
            case "/redfish/v1/" -> link(body, "Systems", "/redfish/v1/Systems");
            case "/redfish/v1/Systems" -> member(body, "/redfish/v1/Systems/1");
            case "/redfish/v1/Systems/1" -> link(body, "LogServices", LOGS);
            case LOGS -> logs.keySet().forEach(log -> member(body, LOGS + "/" + log));
            default -> log(body, path);
        }
        return Resource.of(path, body);
    }

    private void log(ObjectNode body, String path) throws RedfishException {
        for (Map.Entry<String, ArrayNode> log : logs.entrySet()) {
            String service = LOGS + "/" + log.getKey();
            if (path.equals(service)) {
                body.put("Id", log.getKey());
                link(body, "Entries", service + "/Entries");
                return;
            }
            if (path.equals(service + "/Entries")) {
                body.put("Members@odata.count", log.getValue().size());
                body.set("Members", log.getValue().deepCopy());
                return;
            }
        }
        throw new RedfishException.NotFound(path);
    }

    private static void link(ObjectNode body, String name, String path) {
        body.putObject(name).put("@odata.id", path);
    }

    private static void member(ObjectNode body, String path) {
        body.withArray("Members").addObject().put("@odata.id", path);
    }

    @Override
    public Answer post(String path, JsonNode body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Answer patch(String path, JsonNode body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(String path) {
        throw new UnsupportedOperationException();
    }
}
