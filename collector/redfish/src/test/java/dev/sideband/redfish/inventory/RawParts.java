package dev.sideband.redfish.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a recorded machine's documents say of its parts, read without the reader under test: every
 * file, by its type, as far as another document points to it.
 */
final class RawParts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, String> TYPES =
            Map.of(
                    "Processor", "processor",
                    "Memory", "memory",
                    "Drive", "drive",
                    "StorageController", "controller",
                    "NetworkAdapter", "adapter",
                    "PCIeDevice", "pcie",
                    "PowerSupply", "psu",
                    "Fan", "fan",
                    "EthernetInterface", "port",
                    "SoftwareInventory", "firmware");

    /** A document, or an object in an array of one, that stands for a part. */
    record RawPart(String type, String path, JsonNode body) {
        String text(String name) {
            return body.path(name).isValueNode() ? body.path(name).asText("").strip() : "";
        }

        boolean isAbsent() {
            return body.path("Status").path("State").asText("").equalsIgnoreCase("Absent");
        }

        boolean isEmptySlot(String size) {
            return body.path(size).isNumber()
                    && body.path(size).asDouble() == 0
                    && (text("SerialNumber") + text("Model") + text("PartNumber")).isEmpty();
        }
    }

    private final Map<String, JsonNode> documents = new TreeMap<>();
    private final Set<String> pointedTo = new HashSet<>();
    private final List<RawPart> parts = new ArrayList<>();

    RawParts(Path machine) throws IOException {
        try (Stream<Path> files = Files.walk(machine)) {
            for (Path file : (Iterable<Path>) files.filter(RawParts::isDocument)::iterator) {
                String path = "/" + machine.relativize(file.getParent());
                documents.put(path, JSON.readTree(file.toFile()));
            }
        }
        documents.forEach((path, body) -> {
            String type = typeOf(body);
            if (type.endsWith("Collection")
                    || List.of("ComputerSystem", "Chassis", "Storage").contains(type)) {
                pointers(body);
            }
        });
        documents.forEach(this::collect);
    }

    private static boolean isDocument(Path file) {
        return file.endsWith("index.json");
    }

    static String typeOf(JsonNode body) {
        return body.path("@odata.type").asText("").replaceAll("^#|\\..*", "");
    }

    static String key(String path) {
        return path.toLowerCase(Locale.ROOT).replaceAll("/+$", "").replace("/#", "#");
    }

    private void pointers(JsonNode body) {
        if (body.isObject()) {
            if (body.path("@odata.id").isTextual()) {
                pointedTo.add(key(body.path("@odata.id").asText()));
            }
            body.properties()
                    .forEach(each -> {
                        if (!each.getKey().equals("Oem")) {
                            pointers(each.getValue());
                        }
                    });
        } else {
            body.forEach(this::pointers);
        }
    }

    private void collect(String path, JsonNode body) {
        String type = typeOf(body);
        if (TYPES.containsKey(type)
                && (pointedTo.contains(key(path)) || !documents.containsKey(parent(path)))
                && !path.contains("/SoftwareInventory/")
                && isMember(path)) {
            parts.add(new RawPart(TYPES.get(type), path, body));
        }
        array(type, path, body, "Power", "PowerSupplies", "psu-of-power");
        array(type, path, body, "Thermal", "Fans", "fan-of-thermal");
        array(type, path, body, "Storage", "StorageControllers", "controller-of-storage");
        array(type, path, body, "SimpleStorage", "Devices", "drive-of-simple");
    }

    /** Settings, and what other resources have below them, are no parts. */
    private static boolean isMember(String path) {
        return !path.endsWith("/Settings")
                && !path.contains("/SD/")
                && !path.contains("/HostInterfaces/");
    }

    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    private void array(
            String type, String path, JsonNode body, String of, String name, String kind) {
        if (!type.equals(of)) {
            return;
        }
        int i = 0;
        for (JsonNode each : body.path(name)) {
            String own = each.path("@odata.id").asText("");
            parts.add(new RawPart(kind, own.isEmpty() ? path + "#/" + name + "/" + i : own, each));
            i++;
        }
    }

    List<RawPart> of(String type) {
        return parts.stream().filter(part -> part.type().equals(type)).toList();
    }

    /** Those of a type that are there. */
    List<RawPart> present(String type) {
        return of(type).stream()
                .filter(part -> !part.isAbsent())
                .filter(part ->
                        switch (type) {
                            case "memory" -> !part.isEmptySlot("CapacityMiB");
                            case "drive" -> !part.isEmptySlot("CapacityBytes");
                            case "processor" -> !part.isEmptySlot("TotalCores");
                            default -> true;
                        })
                .toList();
    }

    List<RawPart> all() {
        return List.copyOf(parts);
    }
}
