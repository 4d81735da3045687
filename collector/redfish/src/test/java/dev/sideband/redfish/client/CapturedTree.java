package dev.sideband.redfish.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.resource.Resource;
import dev.sideband.testing.Captures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A recorded BMC: one folder a path, with what was answered in it. Counts what it is asked. */
public final class CapturedTree implements RedfishClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final List<String> asked = new ArrayList<>();

    private CapturedTree(Path folder) {
        this.folder = folder;
    }

    /** All recorded machines; skips the test where they are not there. */
    public static List<String> names() throws IOException {
        try (Stream<Path> folders = Files.list(Captures.require("redfish-captures"))) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    public static CapturedTree of(String name) {
        return new CapturedTree(Captures.require("redfish-captures").resolve(name));
    }

    /** Whether there is a service root; some machines were recorded in part only. */
    public boolean hasRoot() {
        return Files.exists(folder.resolve("redfish/v1/index.json"));
    }

    /** The folder that it is in. */
    public Path folder() {
        return folder;
    }

    /** The paths that were asked for, in order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public Resource get(String path, Patience patience) throws RedfishException {
        asked.add(path);
        String plain = path.replaceAll("[?#].*", "").replaceAll("^/|/$", "");
        Path file = folder.resolve(plain).resolve("index.json");
        if (!file.normalize().startsWith(folder) || !Files.exists(file)) {
            throw new RedfishException.NotFound(path + " is not there");
        }
        try {
            return Resource.of(path, JSON.readTree(file.toFile()));
        } catch (IOException e) {
            throw new RedfishException.Malformed(path + ": " + e.getMessage());
        }
    }

    @Override
    public Answer post(String path, JsonNode body) throws RedfishException {
        throw new RedfishException.Refused(405, path + " was only recorded");
    }

    @Override
    public Answer patch(String path, JsonNode body) throws RedfishException {
        throw new RedfishException.Refused(405, path + " was only recorded");
    }

    @Override
    public void delete(String path) throws RedfishException {
        throw new RedfishException.Refused(405, path + " was only recorded");
    }
}
