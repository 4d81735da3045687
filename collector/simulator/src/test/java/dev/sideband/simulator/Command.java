package dev.sideband.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program of somebody else and takes what it says. */
final class Command {
    private static final int TIMEOUT_SECONDS = 60;

    private Command() {}

    /** What a program printed, on both of its outputs, and how it ended. */
    record Outcome(int exitCode, String output) {
        List<String> lines() {
            return output.lines().toList();
        }
    }

    static Outcome run(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(command + " did not end within a minute");
            }
        } finally {
            process.destroyForcibly();
        }
        return new Outcome(
                process.exitValue(), Files.readString(output, StandardCharsets.ISO_8859_1));
    }
}
