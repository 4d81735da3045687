package dev.sideband.bench;

import dev.sideband.collector.inventory.TargetsFile;
import dev.sideband.runtime.ConfigException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * BMCs that are simulated in another process, for as long as this is open. They offer suite 17, so
 * that sessions have it.
 */
final class SimulatedTargets implements AutoCloseable {
    private static final String HEAP = "4g";

    private final Path folder;
    private final ChildJvm simulator;

    private SimulatedTargets(Path folder, ChildJvm simulator) {
        this.folder = folder;
        this.simulator = simulator;
    }

    /** By what they are asked. */
    enum Kind {
        /** Machines with 100 sensors. */
        IPMI,
        /** Machines of several makers, all of them with Thermal and Power. */
        REDFISH
    }

    static SimulatedTargets start(Kind kind, int bmcs, Duration interval) throws IOException {
        Path folder = Files.createTempDirectory("sideband-bench");
        try {
            return new SimulatedTargets(
                    folder,
                    ChildJvm.start(
                            SimulatorMain.class,
                            HEAP,
                            List.of(
                                    kind.name(),
                                    Integer.toString(bmcs),
                                    Long.toString(interval.toMillis()),
                                    file(folder).toString())));
        } catch (IOException e) {
            delete(folder);
            throw e;
        }
    }

    /** Reads what there is to poll. */
    TargetsFile read() throws ConfigException {
        return TargetsFile.read(file(folder));
    }

    /**
     * Makes part of the BMCs sick: one third of them silent, one slow, one refusing sessions.
     *
     * @param oneOf how many BMCs there are for each that becomes sick
     * @return which ones
     */
    Set<String> sicken(int oneOf) throws IOException {
        return Set.of(simulator.ask(Integer.toString(oneOf)).split(" "));
    }

    private static Path file(Path folder) {
        return folder.resolve("targets.yaml");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Override
    public void close() throws IOException {
        simulator.close();
        delete(folder);
    }
}
