package dev.sideband.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The {@code sideband} command. */
public final class Main {
    private static final String DEBUG = "--debug";

    private Main() {}

    /** Runs the command line and ends the JVM with its exit code. */
    public static void main(String[] args) {
        prepare(args);
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, args));
    }

    /** What a process does before it runs its first command line. */
    public static void prepare(String... args) {
        if (args.length > 0 && args[0].equals("bmc") && !List.of(args).contains(DEBUG)) {
            NoLogs.choose();
        }
    }

    /** Runs the command line; the exit code is returned. */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        OptionSpec debug =
                OptionSpec.builder(DEBUG)
                        .scopeType(ScopeType.INHERIT)
                        .type(boolean.class)
                        .description(
                                "Show what went on: log lines and stack traces on standard error.")
                        .build();
        var line = new CommandLine(spec(debug), Specs.FACTORY);
        Subcommands.addTo(line, args);
        return line.setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(parsed -> {
                    if (!NoLogs.chosen()) {
                        Logs.start(Specs.isSet(debug));
                    }
                    return new RunLast().execute(parsed);
                })
                .setParameterExceptionHandler((problem, _) -> Failures.usage(problem))
                .setExecutionExceptionHandler((problem, command, _) ->
                        Failures.work(problem, command, Specs.isSet(debug)))
                .execute(args);
    }

    private static CommandSpec spec(OptionSpec debug) {
        CommandSpec spec =
                Specs.group(
                        "sideband",
                        "Streams the hardware health of a server fleet, out of band, into Kafka.",
                        "sideband demo --bmcs 20",
                        "sideband standalone --targets targets.yaml",
                        "sideband collector --config collector.yaml",
                        "sideband bmc sensors ipmi://10.0.12.7 --user monitor --password-file"
                                + " secret",
                        "sideband tail alerts --from-beginning --json");
        return spec.addOption(debug);
    }
}
