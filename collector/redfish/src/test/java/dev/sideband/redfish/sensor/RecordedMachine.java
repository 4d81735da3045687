package dev.sideband.redfish.sensor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.CapturedTree;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.resource.Resource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A recorded machine; one of which only some documents were recorded gets what leads to them. */
final class RecordedMachine implements RedfishClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CHASSIS = "/redfish/v1/Chassis";
    private static final List<String> PARTS =
            List.of("Thermal", "Power", "Sensors", "ThermalSubsystem", "PowerSubsystem");

    private final CapturedTree tree;

    RecordedMachine(String name) {
        tree = CapturedTree.of(name);
    }

    int requests() {
        return tree.asked().size();
    }

    Path folder() {
        return tree.folder();
    }

    @Override
    public Resource get(String path, Patience patience) throws RedfishException {
        try {
            return tree.get(path, patience);
        } catch (RedfishException.NotFound missing) {
            String plain = path.replaceAll("[?#].*|/+$", "");
            if (plain.equals("/redfish/v1")) {
                ObjectNode root = JSON.createObjectNode();
                root.putObject("Chassis").put("@odata.id", CHASSIS);
                return Resource.of(path, root);
            }
            JsonNode made = made(plain);
            if (made.isEmpty()) {
                throw missing;
            }
            return Resource.of(path, made);
        }
    }

    private JsonNode made(String path) {
        ObjectNode made = JSON.createObjectNode();
        Path folder = tree.folder().resolve(path.substring(1));
        if (path.equals(CHASSIS) && Files.isDirectory(folder)) {
            ArrayNode members = made.putArray("Members");
            folders(folder)
                    .forEach(name -> members.addObject().put("@odata.id", path + "/" + name));
        } else if (path.matches(CHASSIS + "/[^/]+")) {
            for (String part : PARTS) {
                if (Files.exists(folder.resolve(part))) {
                    made.putObject(part).put("@odata.id", path + "/" + part);
                }
            }
        } else if (path.matches(".*/(Sensors|Fans|PowerSupplies)") && Files.isDirectory(folder)) {
            ArrayNode members = made.putArray("Members");
            folders(folder)
                    .forEach(name -> members.addObject().put("@odata.id", path + "/" + name));
        }
        return made;
    }

    private static List<String> folders(Path folder) {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Answer post(String path, JsonNode body) throws RedfishException {
        return tree.post(path, body);
    }

    @Override
    public Answer patch(String path, JsonNode body) throws RedfishException {
        return tree.patch(path, body);
    }

    @Override
    public void delete(String path) throws RedfishException {
        tree.delete(path);
    }
}
