package dev.sideband.cli;

import dev.sideband.bench.CollectorBench;
import dev.sideband.bench.CollectorReport;
import dev.sideband.bench.RedfishBench;
import dev.sideband.bench.RedfishReport;
import dev.sideband.collector.inventory.TargetsFile;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How fast it is on this machine. */
@Command(
        name = "bench",
        description = "Measures how fast and how small it is on this machine.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  sideband bench collector",
            "  sideband bench collector --bmcs 1000 --json",
            "  sideband bench collector --targets targets.yaml --rounds 1000",
            "  sideband bench collector --redfish --bmcs 500",
        })
final class BenchCommand implements Runnable {
    private static final int MAX_BMCS = 10_000;
    private static final int IPMI_BMCS = 10_000;
    private static final int REDFISH_BMCS = 500;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to measure: collector");
    }

    @Command(
            name = "collector",
            description = {
                "Measures what a reading costs and what a BMC takes.",
                "",
                "Without --targets, the BMCs are simulated in a process of their own: first 50 are"
                        + " polled without a pause, beside a raw UDP echo, then all of them every"
                        + " 30 s. Kafka is left out.",
                "",
                "With --redfish, BMCs of several makers are polled over HTTPS every 30 s, and what"
                        + " is asked of each is counted.",
            },
            mixinStandardHelpOptions = true)
    int collector(
            @Option(
                            names = "--targets",
                            paramLabel = "FILE",
                            description = "Poll these BMCs instead, without a pause.")
                    Optional<Path> targets,
            @Option(
                            names = "--rounds",
                            paramLabel = "N",
                            description =
                                    "With --targets: how often to read every sensor; the second"
                                            + " half is measured.")
                    Optional<Long> rounds,
            @Option(
                            names = "--bmcs",
                            paramLabel = "N",
                            description = "How many BMCs to simulate (10000; with --redfish 500).")
                    Optional<Integer> bmcs,
            @Option(
                            names = "--redfish",
                            description = "Poll simulated BMCs over Redfish instead of IPMI.")
                    boolean redfish,
            @Option(
                            names = "--warm-up",
                            paramLabel = "DURATION",
                            defaultValue = "20s",
                            converter = DurationConverter.class,
                            description =
                                    "How long to run before a rate is measured (${DEFAULT-VALUE}).")
                    Duration warmUp,
            @Option(
                            names = "--measure",
                            paramLabel = "DURATION",
                            defaultValue = "20s",
                            converter = DurationConverter.class,
                            description = "How long to measure a rate (${DEFAULT-VALUE}).")
                    Duration length,
            @Option(names = "--json", description = "One JSON object.") boolean json)
            throws Exception {
        int number = bmcs.orElse(redfish ? REDFISH_BMCS : IPMI_BMCS);
        check(number, targets, rounds);
        PrintWriter out = spec.commandLine().getOut();
        var progress = new Progress(spec.commandLine().getErr());
        if (redfish) {
            if (targets.isPresent()) {
                throw new ParameterException(
                        spec.commandLine(), "--redfish simulates BMCs: leave out --targets");
            }
            return overRedfish(new RedfishBench(progress).run(number), json, out);
        }
        var bench = new CollectorBench(warmUp, length, progress);
        CollectorReport report =
                targets.isEmpty() ? bench.simulated(number) : read(bench, targets.get(), rounds);
        if (json) {
            Json.print(out, report.toJson());
        } else {
            report.print(out);
        }
        out.flush();
        return 0;
    }

    private static int overRedfish(RedfishReport report, boolean json, PrintWriter out) {
        if (json) {
            Json.print(out, report.toJson());
        } else {
            report.print(out);
        }
        out.flush();
        return 0;
    }

    private static CollectorReport read(CollectorBench bench, Path targets, Optional<Long> rounds)
            throws Exception {
        TargetsFile file = TargetsFile.read(targets);
        return rounds.isEmpty() ? bench.of(file) : bench.of(file, rounds.get());
    }

    private void check(int bmcs, Optional<Path> targets, Optional<Long> rounds) {
        if (bmcs < 1 || bmcs > MAX_BMCS) {
            throw new ParameterException(
                    spec.commandLine(), "--bmcs %d: give 1 to %d".formatted(bmcs, MAX_BMCS));
        }
        if (rounds.isPresent() && (targets.isEmpty() || rounds.get() < 2)) {
            throw new ParameterException(
                    spec.commandLine(), "--rounds: give at least 2, and --targets FILE");
        }
    }
}
