package dev.sideband.redfish.sensor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.resource.Resource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A BMC that answers what a test says, and keeps what it was asked. */
final class ScriptedBmc implements RedfishClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> documents = new HashMap<>();
    private final Map<String, RedfishException> failures = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    /** A root with one chassis, whose members are {@code chassis}. */
    static ScriptedBmc with(String root, String chassis) {
        ScriptedBmc bmc = new ScriptedBmc();
        bmc.documents.put(
                "/redfish/v1/",
                """
                {"Chassis":{"@odata.id":"/c"},"Managers":{"@odata.id":"/m"}%s}\
                """
                        .formatted(root));
        bmc.put("/c", "{\"Members\":[{\"@odata.id\":\"/redfish/v1/Chassis/1\"}]}");
        bmc.put("/redfish/v1/Chassis/1", chassis);
        bmc.put("/m", "{\"Members\":[{\"@odata.id\":\"/m/1\"}]}");
        bmc.put("/m/1", "{\"FirmwareVersion\":\"1\",\"DateTime\":\"2026-01-01T00:01:00Z\"}");
        return bmc;
    }

    ScriptedBmc put(String path, String document) {
        documents.put(path, document);
        return this;
    }

    ScriptedBmc fail(String path, RedfishException failure) {
        failures.put(path, failure);
        return this;
    }

    ScriptedBmc heal(String path) {
        failures.remove(path);
        return this;
    }

    /** What was asked for since the last call. */
    List<String> asked() {
        List<String> paths = List.copyOf(asked);
        asked.clear();
        return paths;
    }

    @Override
    public Resource get(String path, Patience patience) throws RedfishException {
        asked.add(path);
        RedfishException failure = failures.get(path);
        if (failure != null) {
            throw failure;
        }
        String document = documents.get(path);
        if (document == null) {
            throw new RedfishException.NotFound(path + " is not there");
        }
        try {
            JsonNode body = JSON.readTree(document);
            return Resource.of(path, body);
        } catch (IOException e) {
            throw new RedfishException.Malformed(path + ": " + e.getMessage());
        }
    }

    @Override
    public Answer post(String path, JsonNode body) throws RedfishException {
        throw new RedfishException.Refused(405, path);
    }

    @Override
    public Answer patch(String path, JsonNode body) throws RedfishException {
        throw new RedfishException.Refused(405, path);
    }

    @Override
    public void delete(String path) throws RedfishException {
        throw new RedfishException.Refused(405, path);
    }
}
