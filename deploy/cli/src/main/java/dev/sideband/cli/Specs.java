package dev.sideband.cli;

import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Commands and options written in picocli's own model instead of as annotations, which take longer
 * to read than a BMC takes to answer.
 */
final class Specs {
    /** Makes what picocli names as a class; its own factory first looks for Groovy in every jar. */
    static final IFactory FACTORY =
            new IFactory() {
                @Override
                public <K> K create(Class<K> wanted) throws ReflectiveOperationException {
                    if (wanted == List.class) {
                        return wanted.cast(new ArrayList<>());
                    }
                    var constructor = wanted.getDeclaredConstructor();
                    constructor.setAccessible(true);
                    return constructor.newInstance();
                }
            };

    private Specs() {}

    /** A command that does {@code work} and ends with the exit code that it returns. */
    static CommandSpec command(
            Callable<Integer> work, String name, String description, String... examples) {
        return described(
                CommandSpec.wrapWithoutInspection(work, FACTORY), name, description, examples);
    }

    /** A command that only has subcommands. */
    static CommandSpec group(String name, String description, String... examples) {
        return described(CommandSpec.create(), name, description, examples);
    }

    /** An option with a value, null where it is not given. */
    static OptionSpec option(String name, String label, Class<?> type, String description) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .type(type)
                .description(description)
                .build();
    }

    /** An option without a value. */
    static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name).type(boolean.class).description(description).build();
    }

    /** Whether a flag was given. */
    static boolean isSet(ArgSpec flag) {
        return Boolean.TRUE.equals(flag.getValue());
    }

    private static CommandSpec described(
            CommandSpec spec, String name, String description, String... examples) {
        spec.name(name)
                .version("sideband 0.1.0")
                .usageMessage()
                .description(description)
                .footer(footer(examples));
        return spec.addOption(
                        OptionSpec.builder("-h", "--help")
                                .usageHelp(true)
                                .description("Show this help message and exit.")
                                .build())
                .addOption(
                        OptionSpec.builder("-V", "--version")
                                .versionHelp(true)
                                .description("Print version information and exit.")
                                .build());
    }

    private static String[] footer(String... examples) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Exit codes: 0 done; 1 the work failed; 2 wrong usage or configuration.");
        lines.add("");
        lines.add(examples.length == 1 ? "Example:" : "Examples:");
        for (String example : examples) {
            lines.add("  " + example);
        }
        return lines.toArray(String[]::new);
    }
}
