package dev.sideband.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.OptionSpec;

import java.io.Console;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where output for people goes; the launcher says so, as asking costs a JVM time.
 *
 * @param columns how wide the terminal is; 0 where it is none
 * @param colour whether severities are coloured
 * @param progress whether standard error is a terminal, on which a line can be taken back
 */
record Terminal(int columns, boolean colour, boolean progress) {
    static final Terminal NONE = new Terminal(0, false, false);

    private static final int LEAST_COLUMNS = 20;

    /** When to colour. */
    enum Colour {
        AUTO,
        ALWAYS,
        NEVER
    }

    static OptionSpec colourOption() {
        return OptionSpec.builder("--color", "--colour")
                .paramLabel("WHEN")
                .type(Colour.class)
                .description(
                        "auto, always or never; auto colours on a terminal where NO_COLOR is not"
                                + " set.")
                .build();
    }

    /** The terminal of this process. */
    static Terminal here(@Nullable Colour when) {
        return of(System::getProperty, System::getenv, when);
    }

    /** Whoever types here and sees what comes; nobody where input or output is redirected. */
    @SuppressWarnings("SystemConsoleNull") // The launcher chooses java.base's, which can be null.
    static Optional<Console> person() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }

    static Terminal of(
            UnaryOperator<@Nullable String> properties,
            UnaryOperator<@Nullable String> environment,
            @Nullable Colour when) {
        int columns = columns(properties.apply("sideband.columns"));
        boolean able =
                columns > 0
                        && isEmpty(environment.apply("NO_COLOR"))
                        && !"dumb".equals(environment.apply("TERM"));
        boolean colour =
                switch (when) {
                    case ALWAYS -> true;
                    case NEVER -> false;
                    case AUTO -> able;
                    case null -> able;
                };
        return new Terminal(columns, colour, properties.apply("sideband.progress") != null);
    }

    private static int columns(@Nullable String text) {
        if (isEmpty(text)) {
            return 0;
        }
        try {
            return Math.max(Integer.parseInt(text), LEAST_COLUMNS);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || text.isEmpty();
    }
}
