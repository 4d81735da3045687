package dev.sideband.redfish.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.discovery.ServiceTree;
import dev.sideband.redfish.resource.Resource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A service of a few documents, which a test writes; keeps what it is asked for and told. */
public final class ServedTree implements RedfishClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> documents = new HashMap<>();
    private final Map<String, RedfishException> failures = new HashMap<>();
    private final Map<String, Runnable> reactions = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final List<String> changes = new ArrayList<>();

    public ServedTree with(String path, String json) {
        documents.put(path, json.replace('\'', '"'));
        return this;
    }

    public ServedTree failing(String path, RedfishException failure) {
        failures.put(path, failure);
        return this;
    }

    /** It fails there no longer. */
    public ServedTree answering(String path) {
        failures.remove(path);
        return this;
    }

    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** {@code POST path body} and {@code PATCH path body}, in order. */
    public List<String> changes() {
        return List.copyOf(changes);
    }

    public Inventory inventory() throws RedfishException, InterruptedException {
        return new InventoryReader(this).read(ServiceTree.read(this));
    }

    @Override
    public Resource get(String path, Patience patience) throws RedfishException {
        asked.add(path);
        String json = documents.get(path);
        if (failures.containsKey(path)) {
            throw failures.get(path);
        }
        if (json == null) {
            throw new RedfishException.NotFound(path + " is not there");
        }
        try {
            return Resource.of(path, JSON.readTree(json));
        } catch (IOException e) {
            throw new RedfishException.Malformed(path + ": " + e.getMessage());
        }
    }

    @Override
    public Answer post(String path, JsonNode body) throws RedfishException {
        return changed("POST", path, body);
    }

    @Override
    public Answer patch(String path, JsonNode body) throws RedfishException {
        return changed("PATCH", path, body);
    }

    /** Runs {@code then} when something of this beginning was sent, such as {@code PATCH /a}. */
    public ServedTree after(String change, Runnable then) {
        reactions.put(change, then);
        return this;
    }

    private Answer changed(String how, String path, JsonNode body) throws RedfishException {
        changes.add("%s %s %s".formatted(how, path, body));
        if (failures.containsKey(how + " " + path)) {
            throw failures.get(how + " " + path);
        }
        String change = changes.getLast();
        reactions.forEach((begin, then) -> {
            if (change.startsWith(begin)) {
                then.run();
            }
        });
        if (failures.containsKey(change)) {
            throw failures.get(change);
        }
        return new Answer("", Resource.NONE);
    }

    @Override
    public void delete(String path) {
        changes.add("DELETE " + path);
    }
}
