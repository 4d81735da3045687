package dev.sideband.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the standalone or demo that runs on this machine can be reached, so that other commands
 * find it by themselves.
 *
 * @param pid its process
 * @param kafka the broker, {@code host:port}
 * @param registry the registry's URL
 */
record RunningInstance(long pid, String kafka, String registry) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The folder for what outlives a command: data of the standalone, logs, and this file. */
    static Path stateFolder() {
        String state = System.getenv("XDG_STATE_HOME");
        return state != null && !state.isEmpty()
                ? Path.of(state, "sideband")
                : Path.of(System.getProperty("user.home"), ".local", "state", "sideband");
    }

    /** The one that runs now, if there is one. */
    static Optional<RunningInstance> find() {
        try {
            var found = MAPPER.readValue(Files.readAllBytes(file()), RunningInstance.class);
            return ProcessHandle.of(found.pid()).map(_ -> found);
        } catch (JsonProcessingException broken) {
            return Optional.empty();
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** Says that this process can be reached there, until it ends. */
    static void announce(String kafka, String registry) throws IOException {
        Files.createDirectories(stateFolder());
        var here = new RunningInstance(ProcessHandle.current().pid(), kafka, registry);
        Files.write(file(), MAPPER.writeValueAsBytes(here));
    }

    private static Path file() {
        return stateFolder().resolve("running.json");
    }
}
