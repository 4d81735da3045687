package dev.sideband.redfish.sensor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a recorded machine's documents say, found by walking the raw JSON and by none of the readers
 * that it judges.
 */
final class RawDocuments {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A quantity in a document.
     *
     * @param array that it stands in, such as Temperatures; empty in a Sensor
     * @param property whose number it is, such as ReadingCelsius
     * @param units as a Sensor says
     */
    record Quantity(
            String document,
            String chassis,
            String array,
            String name,
            String property,
            double value,
            boolean absent,
            String units) {}

    private RawDocuments() {}

    static List<Quantity> of(Path machine) throws IOException {
        List<Quantity> found = new ArrayList<>();
        Path chassis = machine.resolve("redfish/v1/Chassis");
        if (!Files.isDirectory(chassis)) {
            return found;
        }
        try (Stream<Path> files = Files.walk(chassis)) {
            for (Path file :
                    files.filter(f -> f.getFileName().toString().equals("index.json"))
                            .sorted()
                            .toList()) {
                String path = "/" + machine.relativize(file).toString().replace("/index.json", "");
                JsonNode body = JSON.readTree(file.toFile());
                String last = path.substring(path.lastIndexOf('/') + 1);
                String parent = path.substring(0, path.lastIndexOf('/'));
                if (last.equals("Thermal") || last.equals("Power")) {
                    items(found, path, parent, body);
                } else if (parent.endsWith("/Sensors")
                        && body.path("Reading").isNumber()
                        && isListed(machine.resolve(parent.substring(1)), last)) {
                    found.add(
                            new Quantity(
                                    path,
                                    parent.replaceFirst("/Sensors$", ""),
                                    "",
                                    body.path("Name").asText(),
                                    "Reading",
                                    body.path("Reading").asDouble(),
                                    body.path("Status").path("State").asText().equals("Absent"),
                                    body.path("ReadingUnits").asText()));
                }
            }
        }
        return found;
    }

    /** Whether the collection has the Sensor as a member. */
    private static boolean isListed(Path sensors, String id) throws IOException {
        Path collection = sensors.resolve("index.json");
        return !Files.exists(collection)
                || Files.readString(collection)
                        .toLowerCase(Locale.ROOT)
                        .contains("/sensors/" + id.toLowerCase(Locale.ROOT) + "\"");
    }

    private static void items(
            List<Quantity> found, String path, String chassis, JsonNode document) {
        String[][] places = {
            {"Temperatures", "ReadingCelsius"},
            {"Fans", "Reading"},
            {"Fans", "CurrentReading"},
            {"Voltages", "ReadingVolts"},
            {"PowerControl", "PowerConsumedWatts"},
            {"PowerSupplies", "PowerInputWatts"},
            {"PowerSupplies", "PowerOutputWatts"},
            {"PowerSupplies", "LineInputVoltage"},
        };
        for (String[] place : places) {
            for (JsonNode item : document.path(place[0])) {
                JsonNode number = item.path(place[1]);
                boolean numeric = number.isNumber() || number.asText().matches("-?[0-9.]+");
                if (numeric) {
                    found.add(
                            new Quantity(
                                    path,
                                    chassis,
                                    place[0],
                                    item.path("Name").asText(item.path("FanName").asText()),
                                    place[1],
                                    number.asDouble(),
                                    item.path("Status").path("State").asText().equals("Absent"),
                                    item.path("ReadingUnits").asText()));
                }
            }
        }
    }
}
