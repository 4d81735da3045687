package dev.sideband.cli;

import dev.sideband.simulator.FleetOptions;
import dev.sideband.simulator.Protocols;
import dev.sideband.simulator.SimulatedFleet;
import dev.sideband.simulator.fault.Scenario;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/** A simulated fleet alone. */
@Command(
        name = "simulate",
        description = "Simulates a fleet of BMCs on loopback, for as long as it runs.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Writes a targets file, and beside it one with the password. ipmitool and FreeIPMI can"
                    + " talk",
            "to the BMCs as well.",
            "",
            "Examples:",
            "  sideband simulate --bmcs 10 --targets-out fleet.yaml",
            "  sideband bmc sensors r01-u01 --targets fleet.yaml",
        })
final class SimulateCommand implements Callable<Integer> {
    private static final Duration CYCLE = Duration.ofMinutes(15);
    private static final int CYCLES = 100;
    private static final Duration WAIT = Duration.ofHours(1);

    @Spec private CommandSpec spec;

    @Option(
            names = "--bmcs",
            paramLabel = "N",
            description = "How many BMCs to simulate (${DEFAULT-VALUE}).")
    private int bmcs = 10;

    @Option(
            names = "--targets-out",
            paramLabel = "FILE",
            required = true,
            description = "Where to write the targets file.")
    private Path targets;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            description = "What happens follows from it (${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--address",
            paramLabel = "127.X.Y.Z",
            description = "The first BMC's address (${DEFAULT-VALUE}).")
    private InetAddress address = InetAddress.ofLiteral("127.0.0.1");

    @Option(
            names = "--ipmi-port",
            paramLabel = "PORT",
            description =
                    "Each BMC on this port of an address of its own; 0: on free ports of one"
                            + " address (${DEFAULT-VALUE}).")
    private int port = 0;

    @Option(
            names = "--protocols",
            paramLabel = "WHICH",
            description =
                    "ipmi, redfish, both, or mixed: a third of the BMCs each (${DEFAULT-VALUE}).")
    private Speaking protocols = Speaking.MIXED;

    @Option(
            names = "--redfish-port",
            paramLabel = "PORT",
            description = "As --ipmi-port, for Redfish over HTTPS (${DEFAULT-VALUE}).")
    private int redfishPort = 0;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "End after this time, such as 10m.")
    private Optional<Duration> limit = Optional.empty();

    /** What the BMCs of a fleet speak. */
    private enum Speaking {
        IPMI,
        REDFISH,
        BOTH,
        MIXED;

        Protocols[] dealt() {
            return switch (this) {
                case IPMI -> new Protocols[] {Protocols.IPMI};
                case REDFISH -> new Protocols[] {Protocols.REDFISH};
                case BOTH -> new Protocols[] {Protocols.BOTH};
                case MIXED -> Protocols.values();
            };
        }
    }

    @Override
    public Integer call() throws Exception {
        FleetOptions options = options();
        try (StopSignal stop = StopSignal.listen();
                SimulatedFleet fleet = SimulatedFleet.start(options)) {
            fleet.writeTargets(targets);
            fleet.play(Scenario.of(seed, fleet.shapes(), CYCLE, CYCLES));
            var out = spec.commandLine().getOut();
            out.printf("%d BMCs answer; targets in %s%n", bmcs, targets);
            fleet.bmcs().stream().limit(5).forEach(bmc -> out.println("  " + bmc));
            if (bmcs > 5) {
                out.printf("  and %d more%n", bmcs - 5);
            }
            out.flush();
            long start = System.nanoTime();
            while (limit.isEmpty() || left(start, limit.get()).isPositive()) {
                if (stop.await(limit.isEmpty() ? WAIT : left(start, limit.get()))) {
                    break;
                }
            }
        }
        return 0;
    }

    private FleetOptions options() {
        try {
            return FleetOptions.of(bmcs, seed)
                    .withAddress(address, port)
                    .withRedfishPort(redfishPort)
                    .withProtocols(protocols.dealt());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static Duration left(long start, Duration limit) {
        return limit.minusNanos(System.nanoTime() - start);
    }
}
