package dev.sideband.testing;

import org.junit.jupiter.api.Assumptions;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Recorded data of real machines and the tools around it, which lie beside the project where they
 * are there.
 */
public final class Captures {
    private static final String FOLDER = "shared";

    private Captures() {}

    /**
     * The file or folder {@code name}, such as {@code ipmi-captures/machines}, in the folder {@code
     * shared} beside the project. Skips the calling test where it is not there.
     */
    public static Path require(String name) {
        return Stream.iterate(
                        Path.of("").toAbsolutePath(),
                        here -> here != null,
                        here -> here.getParent())
                .map(here -> here.resolve(FOLDER).resolve(name))
                .filter(Files::exists)
                .findFirst()
                .orElseGet(() -> Assumptions.abort(FOLDER + "/" + name + " is not there"));
    }
}
