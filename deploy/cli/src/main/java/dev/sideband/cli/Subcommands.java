package dev.sideband.cli;

import picocli.CommandLine;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The commands under their names, in the order in which the help lists them. Only the one that a
 * command line names is built: building all takes longer than most of them take to do their work.
 */
final class Subcommands {
    private static final Map<String, Supplier<Object>> OF_BMC = new LinkedHashMap<>();
    private static final Map<String, Supplier<Object>> OF_SIDEBAND = new LinkedHashMap<>();

    // Lambdas, not references: a reference loads its class here and now.
    static {
        OF_BMC.put("info", () -> new BmcInfoCommand(InstantSource.system()).spec());
        OF_BMC.put("sensors", () -> new BmcSensorsCommand().spec());
        OF_BMC.put("events", () -> new BmcEventsCommand(InstantSource.system()).spec());
        OF_BMC.put("fru", () -> new BmcFruCommand().spec());
        OF_BMC.put("power", () -> new BmcPowerCommand().spec());
        OF_BMC.put("identify", () -> new BmcIdentifyCommand().spec());
        OF_BMC.put("bootdev", () -> new BmcBootdevCommand().spec());
        OF_BMC.put("console", () -> new BmcConsoleCommand().spec());

        OF_SIDEBAND.put("demo", () -> new DemoCommand());
        OF_SIDEBAND.put("standalone", () -> new StandaloneCommand());
        OF_SIDEBAND.put("collector", () -> new CollectorCommand());
        OF_SIDEBAND.put("targets", () -> new TargetsCommand());
        OF_SIDEBAND.put("bmc", BmcCommand::group);
        OF_SIDEBAND.put("command", () -> new CommandCommand());
        OF_SIDEBAND.put("tail", () -> new TailCommand());
        OF_SIDEBAND.put("bench", () -> new BenchCommand());
        OF_SIDEBAND.put("simulate", () -> new SimulateCommand());
    }

    private Subcommands() {}

    /** Adds to {@code sideband} what these arguments need; all where they name nothing known. */
    static void addTo(CommandLine sideband, String... args) {
        add(sideband, OF_SIDEBAND, args.length > 0 ? args[0] : "");
        CommandLine bmc = sideband.getSubcommands().get("bmc");
        if (bmc != null) {
            add(bmc, OF_BMC, args.length > 1 ? args[1] : "");
        }
    }

    private static void add(
            CommandLine parent, Map<String, Supplier<Object>> commands, String wanted) {
        Supplier<Object> one = commands.get(wanted);
        if (one != null) {
            parent.addSubcommand(wanted, one.get());
        } else {
            commands.forEach((name, command) -> parent.addSubcommand(name, command.get()));
        }
    }
}
