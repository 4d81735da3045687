package dev.sideband.cli;

import dev.sideband.avro.CommandAction;
import dev.sideband.runtime.ConfigException;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Has the collectors do something to servers, and waits for what becomes of it. */
@Command(
        name = "command",
        description = "Has the collectors do something to servers, by way of Kafka.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A collector does only what its configuration allows (commands: in the file of"
                    + " --config), once, and not after --expires. Each step is on the topic"
                    + " command-results, with who asked and why.",
            "",
            "Exit codes: 0 all done; 1 something was refused, failed or is not known; 2 wrong"
                    + " usage.",
            "",
            "Examples:",
            "  sideband command power r12-u07 cycle --reason \"hangs, ticket 4711\"",
            "  sideband command power r12-u07 r12-u08 off --reason \"rack moves\" --dry-run",
            "  sideband command identify r12-u07 60 --reason \"swap of a disk\"",
            "  sideband command bootdev r12-u07 pxe --reason reinstall --json",
            "  sideband command console r12-u07 --seconds 60 --reason \"does not boot\"",
        })
final class CommandCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to do: power, identify, bootdev, clear-log, console");
    }

    @Command(
            name = "power",
            description = "Switches servers.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  sideband command power r12-u07 cycle --reason \"hangs, ticket 4711\"",
                "  sideband command power r12-u07 r12-u08 on --reason \"power is back\" --by ada",
            })
    int power(
            @Parameters(
                            paramLabel = "TARGET... ORDER",
                            arity = "2..*",
                            description =
                                    "Ids of targets, then on, off (at once), soft (asks the"
                                        + " operating system), cycle, reset or diag (an interrupt"
                                        + " for a dump).")
                    List<String> words,
            @Mixin AskOptions ask)
            throws ConfigException, InterruptedException {
        CommandAction action = order(words.getLast());
        return run("power", ask, words.subList(0, words.size() - 1), action, Map.of());
    }

    private CommandAction order(String word) {
        return switch (word) {
            case "on" -> CommandAction.POWER_ON;
            case "off" -> CommandAction.POWER_OFF;
            case "cycle" -> CommandAction.POWER_CYCLE;
            case "reset" -> CommandAction.POWER_RESET;
            case "soft" -> CommandAction.POWER_SOFT;
            case "diag" -> CommandAction.POWER_DIAG;
            default ->
                    throw wrong(
                            "power",
                            "\"%s\" is no order: the last word is on, off, cycle, reset, soft or diag"
                                    .formatted(word));
        };
    }

    @Command(
            name = "identify",
            description = "Lights the lamps by which servers are found.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  sideband command identify r12-u07 60 --reason \"swap of a disk\"",
                "  sideband command identify r12-u07 r12-u08 off --reason \"found them\"",
            })
    int identify(
            @Parameters(
                            paramLabel = "TARGET... LIGHT",
                            arity = "2..*",
                            description =
                                    "Ids of targets, then on, off, or for how many seconds (1 to"
                                            + " 255, by IPMI only).")
                    List<String> words,
            @Mixin AskOptions ask)
            throws ConfigException, InterruptedException {
        String light = words.getLast();
        Map<String, String> parameters;
        if (light.equals("on") || light.equals("off")) {
            parameters = Map.of("light", light);
        } else if (light.matches("[0-9]{1,3}")) {
            parameters = Map.of("seconds", light);
        } else {
            throw wrong(
                    "identify",
                    "\"%s\" is no light: the last word is on, off or a number of seconds"
                            .formatted(light));
        }
        return run(
                "identify",
                ask,
                words.subList(0, words.size() - 1),
                CommandAction.IDENTIFY,
                parameters);
    }

    @Command(
            name = "bootdev",
            description = "Chooses what servers boot from.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example:",
                "  sideband command bootdev r12-u07 r12-u08 pxe --uefi --reason reinstall",
            })
    int bootdev(
            @Parameters(
                            paramLabel = "TARGET... DEVICE",
                            arity = "2..*",
                            description =
                                    "Ids of targets, then none (as the firmware decides), pxe,"
                                            + " disk, cdrom, bios and so on, as for bmc bootdev.")
                    List<String> words,
            @Option(names = "--persistent", description = "For each start, not only the next.")
                    boolean persistent,
            @Option(names = "--uefi", description = "Boot by UEFI.") boolean uefi,
            @Option(names = "--legacy", description = "Boot the legacy way, by the BIOS.")
                    boolean legacy,
            @Mixin AskOptions ask)
            throws ConfigException, InterruptedException {
        if (uefi && legacy) {
            throw wrong("bootdev", "--uefi and --legacy exclude each other");
        }
        Map<String, String> parameters = new HashMap<>();
        parameters.put("device", words.getLast().toLowerCase(Locale.ROOT));
        if (persistent) {
            parameters.put("persistent", "true");
        }
        if (uefi || legacy) {
            parameters.put("uefi", Boolean.toString(uefi));
        }
        return run(
                "bootdev",
                ask,
                words.subList(0, words.size() - 1),
                CommandAction.BOOT_DEVICE,
                parameters);
    }

    @Command(
            name = "clear-log",
            description = "Empties hardware logs of which all is on the topic events.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example:",
                "  sideband command clear-log r12-u07 --reason \"nearly full\"",
            })
    int clearLog(
            @Parameters(paramLabel = "TARGET", arity = "1..*", description = "Ids of targets.")
                    List<String> targets,
            @Option(
                            names = "--log",
                            paramLabel = "NAME",
                            description = "Which log, as events name it, where there are several.")
                    Optional<String> log,
            @Mixin AskOptions ask)
            throws ConfigException, InterruptedException {
        return run(
                "clear-log",
                ask,
                targets,
                CommandAction.CLEAR_LOG,
                log.map(name -> Map.of("log", name)).orElse(Map.of()));
    }

    @Command(
            name = "console",
            description = "Takes down what serial consoles print, on the topic console.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example:",
                "  sideband command console r12-u07 --seconds 60 --reason \"does not boot\"",
            })
    int console(
            @Parameters(paramLabel = "TARGET", arity = "1..*", description = "Ids of targets.")
                    List<String> targets,
            @Option(
                            names = "--seconds",
                            paramLabel = "N",
                            defaultValue = "30",
                            description = "For so long, 1 to 300 (${DEFAULT-VALUE}).")
                    int seconds,
            @Option(
                            names = "--kilobytes",
                            paramLabel = "N",
                            defaultValue = "64",
                            description = "But no more, 1 to 1024 (${DEFAULT-VALUE}).")
                    int kilobytes,
            @Mixin AskOptions ask)
            throws ConfigException, InterruptedException {
        return run(
                "console",
                ask,
                targets,
                CommandAction.CONSOLE,
                Map.of(
                        "seconds",
                        Integer.toString(seconds),
                        "kilobytes",
                        Integer.toString(kilobytes)));
    }

    private int run(
            String subcommand,
            AskOptions ask,
            List<String> targets,
            CommandAction action,
            Map<String, String> parameters)
            throws ConfigException, InterruptedException {
        return new CommandRun(line(subcommand), ask).ask(targets, action, parameters);
    }

    private ParameterException wrong(String subcommand, String message) {
        return new ParameterException(line(subcommand), message);
    }

    private CommandLine line(String subcommand) {
        return Objects.requireNonNull(spec.commandLine().getSubcommands().get(subcommand));
    }
}
