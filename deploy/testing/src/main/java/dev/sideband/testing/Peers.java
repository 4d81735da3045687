package dev.sideband.testing;

import static java.util.Objects.requireNonNullElse;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** Programs of other people that tests let judge us. */
public final class Peers {
    private static final String DEMAND = "SIDEBAND_PEERS";

    private Peers() {}

    /**
     * Where {@code program} is installed. Skips the calling test where it is not, or fails it where
     * the environment demands the peers.
     */
    public static Path require(String program) {
        return Stream.concat(
                        Arrays.stream(
                                requireNonNullElse(System.getenv("PATH"), "")
                                        .split(File.pathSeparator)),
                        Stream.of("/usr/sbin", "/sbin"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> missing(program));
    }

    private static Path missing(String program) {
        String why = program + " is not installed";
        if ("required".equals(System.getenv(DEMAND))) {
            return Assertions.fail(why + ", and " + DEMAND + "=required demands it");
        }
        return Assumptions.abort(why);
    }
}
