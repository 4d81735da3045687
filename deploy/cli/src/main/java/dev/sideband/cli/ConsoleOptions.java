package dev.sideband.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What {@code bmc console} does with the console that it opens. */
final class ConsoleOptions {
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final OptionSpec takeover =
            Specs.flag("--takeover", "End the console that somebody else has.");
    private final OptionSpec readOnly = Specs.flag("--read-only", "Type nothing; Ctrl-C ends it.");
    private final OptionSpec raw =
            Specs.flag("--raw", "Pass escape sequences on where the output is no terminal.");
    private final OptionSpec capture =
            Specs.option(
                    "--capture",
                    "FILE",
                    Path.class,
                    "Append all that the server prints to a file, as it comes.");
    private final OptionSpec timestamps =
            Specs.flag(
                    "--timestamps",
                    "Capture lines, each behind its time, without escape sequences.");
    private final OptionSpec limit =
            duration(
                    "--for",
                    "End after so long, such as 30s or 10m, also where the input ends before.");
    private final OptionSpec linger =
            duration(
                    "--linger",
                    "Without a terminal: how long the server must be quiet after the input's end"
                            + " (2s).");
    private final OptionSpec settings =
            Specs.flag("--settings", "Show how the console is set up, and open none.");
    private final OptionSpec escape =
            Specs.option(
                    "--escape",
                    "CHAR",
                    Character.class,
                    "What begins an escape at the start of a line (~).");

    ConsoleOptions(CommandSpec spec) {
        List.of(takeover, readOnly, raw, capture, timestamps, limit, linger, settings, escape)
                .forEach(spec::addOption);
    }

    private static OptionSpec duration(String name, String description) {
        return OptionSpec.builder(name)
                .paramLabel("DURATION")
                .type(Duration.class)
                .converters(new DurationConverter())
                .description(description)
                .build();
    }

    boolean takeover() {
        return Specs.isSet(takeover);
    }

    boolean readOnly() {
        return Specs.isSet(readOnly);
    }

    boolean raw() {
        return Specs.isSet(raw);
    }

    Optional<Path> capture() {
        @Nullable Path file = capture.getValue();
        return Optional.ofNullable(file);
    }

    boolean timestamps() {
        return Specs.isSet(timestamps);
    }

    Optional<Duration> limit() {
        @Nullable Duration after = limit.getValue();
        return Optional.ofNullable(after);
    }

    Duration linger() {
        @Nullable Duration chosen = linger.getValue();
        return chosen == null ? LINGER : chosen;
    }

    boolean settings() {
        return Specs.isSet(settings);
    }

    char escape() {
        @Nullable Character chosen = escape.getValue();
        return chosen == null ? ConsoleKeys.DEFAULT_ESCAPE : chosen;
    }
}
