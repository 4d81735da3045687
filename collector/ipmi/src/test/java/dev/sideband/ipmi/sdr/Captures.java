package dev.sideband.ipmi.sdr;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.sideband.ipmi.wire.Bytes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Bytes of real machines, kept beside the project; tests without them are skipped. */
public final class Captures {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Captures() {}

    /** Reads a file of the captures, or skips the test. */
    public static JsonNode json(String file) {
        Path path = folder().resolve(file);
        assumeTrue(Files.exists(path), "no captures: " + file + " is missing");
        try {
            return JSON.readTree(path.toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static boolean exists(String file) {
        return Files.exists(folder().resolve(file));
    }

    /** The names of the captured machines; none where there are no captures. */
    public static List<String> machines() {
        Path machines = folder().resolve("machines");
        if (!Files.isDirectory(machines)) {
            return List.of("none");
        }
        try (Stream<Path> files = Files.list(machines)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[^.]+\\.json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The SDRs of a captured machine, in their order. */
    public static List<SdrRecord> records(String machine) {
        return stream(json("machines/" + machine + ".json").get("sdr"))
                .map(hex -> SdrRecord.decode(Bytes.fromHex(hex.asText())))
                .toList();
    }

    public static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static Path folder() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(here.resolve("schemas")) && here.getParent() != null) {
            here = here.getParent();
        }
        return here.resolveSibling("shared").resolve("ipmi-captures");
    }
}
