package dev.sideband.bench;

import dev.sideband.simulator.FleetOptions;
import dev.sideband.simulator.Protocols;
import dev.sideband.simulator.SimulatedBmc;
import dev.sideband.simulator.SimulatedFleet;
import dev.sideband.simulator.model.Blueprint;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A simulated fleet in a process of its own: of what kind, how many BMCs, how often to poll them,
 * targets file.
 */
final class SimulatorMain {
    private static final long SEED = 1;

    /** Within what a client waits for one answer, and too much for a hundred of them. */
    private static final Duration SLOW = Duration.ofMillis(300);

    /** Makers without Thermal and Power. */
    private static final Set<String> SUBSYSTEMS = Set.of("openbmc");

    private SimulatorMain() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream parent = ChildJvm.takeOutput();
        var kind = SimulatedTargets.Kind.valueOf(arguments[0]);
        int bmcs = Integer.parseInt(arguments[1]);
        Duration interval = Duration.ofMillis(Long.parseLong(arguments[2]));
        try (SimulatedFleet fleet = SimulatedFleet.start(options(kind, bmcs))) {
            fleet.writeTargets(Path.of(arguments[3]), interval);
            ChildJvm.serve(parent, "ready", oneOf -> sicken(fleet, Integer.parseInt(oneOf)));
        }
        System.exit(0);
    }

    /** Returns the ids of the sick. */
    private static String sicken(SimulatedFleet fleet, int oneOf) {
        List<String> sick = new ArrayList<>();
        for (int index = 0; index < fleet.bmcs().size(); index += oneOf) {
            SimulatedBmc bmc = fleet.bmcs().get(index);
            switch (sick.size() % 3) {
                case 0 -> bmc.setHang(true);
                case 1 -> bmc.setDelay(SLOW);
                default -> bmc.refuseSessions(true);
            }
            sick.add(bmc.id());
        }
        return String.join(" ", sick);
    }

    private static FleetOptions options(SimulatedTargets.Kind kind, int bmcs) {
        FleetOptions options = FleetOptions.of(bmcs, SEED);
        return switch (kind) {
            // All alike, as they are where somebody has thousands.
            case IPMI -> options.withBlueprints(List.of(Blueprint.storageServer()));
            case REDFISH ->
                    options.withProtocols(Protocols.REDFISH)
                            .withBlueprints(
                                    Blueprint.all().stream()
                                            .filter(one ->
                                                    !SUBSYSTEMS.contains(one.profile().name()))
                                            .toList());
        };
    }
}
