package dev.sideband.bench;

import dev.sideband.simulator.FleetOptions;
import dev.sideband.simulator.SimulatedFleet;
import dev.sideband.simulator.model.Blueprint;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A simulated fleet in a process of its own: how many BMCs, how often to poll them, targets file.
 */
final class SimulatorMain {
    private static final long SEED = 1;

    private SimulatorMain() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream parent = ChildJvm.takeOutput();
        int bmcs = Integer.parseInt(arguments[0]);
        Duration interval = Duration.ofMillis(Long.parseLong(arguments[1]));
        try (SimulatedFleet fleet = SimulatedFleet.start(options(bmcs))) {
            fleet.writeTargets(Path.of(arguments[2]), interval);
            ChildJvm.serve(parent, "ready");
        }
        System.exit(0);
    }

    /** Machines with 100 sensors, all alike as they are where somebody has thousands. */
    private static FleetOptions options(int bmcs) {
        return FleetOptions.of(bmcs, SEED).withBlueprints(List.of(Blueprint.storageServer()));
    }
}
