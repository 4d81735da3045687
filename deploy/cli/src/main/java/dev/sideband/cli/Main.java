package dev.sideband.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The {@code sideband} command. */
@Command(
        name = "sideband",
        description = "Streams the hardware health of a server fleet, out of band, into Kafka.",
        mixinStandardHelpOptions = true,
        version = "sideband 0.1.0",
        subcommands = {
            DemoCommand.class,
            StandaloneCommand.class,
            TargetsCommand.class,
            BmcCommand.class,
            TailCommand.class,
            SimulateCommand.class,
            BenchCommand.class,
        },
        footer = {
            "",
            "Exit codes: 0 done; 1 the work failed; 2 wrong usage or configuration.",
            "",
            "Examples:",
            "  sideband demo --bmcs 20",
            "  sideband standalone --targets targets.yaml",
            "  sideband bmc sensors ipmi://10.0.12.7 --user monitor --password-file secret",
            "  sideband tail alerts --from-beginning --json",
        })
public final class Main implements Runnable {
    @Spec private CommandSpec spec;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show what went on: log lines and stack traces on standard error.")
    private boolean debug;

    private Main() {}

    /** Runs the command line and ends the JVM with its exit code. */
    public static void main(String[] args) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, args));
    }

    /** Runs the command line; the exit code is returned. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        var main = new Main();
        return new CommandLine(main)
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(parsed -> main.prepareAndRun(parsed))
                .setParameterExceptionHandler((problem, _) -> Failures.usage(problem))
                .setExecutionExceptionHandler(
                        (problem, command, _) -> Failures.work(problem, command, main.debug))
                .execute(args);
    }

    private int prepareAndRun(CommandLine.ParseResult parsed) {
        Logs.start(debug);
        return new CommandLine.RunLast().execute(parsed);
    }

    /** Without a subcommand there is nothing to do: says what there is. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: a subcommand is missing");
    }
}
