package dev.sideband.demo;

import dev.sideband.avro.Alert;
import dev.sideband.avro.AlertState;
import dev.sideband.avro.Severity;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What happens, on a terminal: alerts scroll as they change, a few lines below them stay in place.
 *
 * <p>Without a terminal the alerts are plain lines and the state follows every ten seconds. Used by
 * one thread.
 */
public final class LiveView {
    private static final Duration PLAIN_STATE_EVERY = Duration.ofSeconds(10);

    private final PrintWriter out;
    private final Style style;
    private int linesInPlace;
    private long readingsBefore;
    private Duration elapsedBefore = Duration.ZERO;
    private Duration plainStateDue = PLAIN_STATE_EVERY;

    /**
     * @param out where to write
     * @param style whether that is a terminal, how wide, and whether it may be coloured
     */
    public LiveView(PrintWriter out, Style style) {
        this.out = out;
        this.style = style;
    }

    /**
     * How to write.
     *
     * @param terminal whether lines can be rewritten
     * @param colour whether lines can be coloured
     * @param columns the terminal's width
     */
    public record Style(boolean terminal, boolean colour, int columns) {
        private static final int DEFAULT_COLUMNS = 100;

        /** The same without rewriting and colour. */
        public Style plain() {
            return new Style(false, false, columns);
        }

        // JDK 25 has gone back to giving null where input and output are not a terminal.
        @SuppressWarnings("SystemConsoleNull")
        private static boolean onConsole() {
            Console console = System.console();
            return console != null && console.isTerminal();
        }

        /** What the environment says: NO_COLOR, TERM, COLUMNS, and whether there is a console. */
        public static Style ofEnvironment() {
            boolean terminal = onConsole() && !"dumb".equals(System.getenv("TERM"));
            String columns = System.getenv("COLUMNS");
            return new Style(
                    terminal,
                    terminal && System.getenv("NO_COLOR") == null,
                    columns != null && columns.matches("[1-9]\\d{1,3}")
                            ? Integer.parseInt(columns)
                            : DEFAULT_COLUMNS);
        }
    }

    /** Shows the changes, and below them the state. */
    void show(List<Alert> changes, State state) {
        clearState();
        changes.forEach(this::printChange);
        if (style.terminal()) {
            printState(state);
        } else if (state.elapsed().compareTo(plainStateDue) >= 0) {
            plainStateDue = state.elapsed().plus(PLAIN_STATE_EVERY);
            printState(state);
            linesInPlace = 0;
        }
        out.flush();
    }

    private void clearState() {
        if (linesInPlace > 0) {
            out.printf("\033[%dF\033[J", linesInPlace);
            linesInPlace = 0;
        }
    }

    private void printChange(Alert alert) {
        boolean over = alert.getState() == AlertState.RESOLVED;
        String word = over ? "resolved" : alert.getSeverity().name().toLowerCase(Locale.ROOT);
        String sign = over ? "\u2713" : "\u25B2";
        String line =
                " %s %-8s  %-12s %s%s"
                        .formatted(
                                sign,
                                word,
                                alert.getTarget(),
                                alert.getTitle(),
                                alert.getReason().equals("raised") || over
                                        ? ""
                                        : " (" + alert.getReason() + ")");
        out.println(coloured(cut(Printable.of(line)), colourOf(over, alert.getSeverity())));
    }

    private void printState(State state) {
        long perSecond = readingsPerSecond(state);
        print("");
        print(
                " BMCs      %,d polled: %,d reachable%s"
                        .formatted(state.bmcs(), state.reachable(), state.trouble()));
        print(" Readings  %,d  (%,d a second)".formatted(state.readings(), perSecond));
        print(" Log       %,d hardware log records".formatted(state.events()));
        print(
                " Alerts    %,d firing, %,d fired, %,d resolved"
                        .formatted(
                                state.fired() - state.resolved(), state.fired(), state.resolved()));
        print(
                " %02d:%02d     %s"
                        .formatted(
                                state.elapsed().toMinutes(),
                                state.elapsed().toSecondsPart(),
                                state.page()));
    }

    private void print(String line) {
        out.println(cut(line));
        linesInPlace++;
    }

    private long readingsPerSecond(State state) {
        long millis = Math.max(1, state.elapsed().minus(elapsedBefore).toMillis());
        long rate = (state.readings() - readingsBefore) * 1000 / millis;
        elapsedBefore = state.elapsed();
        readingsBefore = state.readings();
        return rate;
    }

    private String cut(String line) {
        return style.terminal() && line.length() > style.columns()
                ? line.substring(0, style.columns() - 1) + "\u2026"
                : line;
    }

    private String coloured(String line, int colour) {
        return style.colour() ? "\033[" + colour + "m" + line + "\033[0m" : line;
    }

    private static int colourOf(boolean over, Severity severity) {
        if (over) {
            return 32;
        }
        return switch (severity) {
            case CRITICAL -> 31;
            case WARNING -> 33;
            case OK, INFO, UNKNOWN -> 36;
        };
    }

    /**
     * Where it stands.
     *
     * @param elapsed since the start
     * @param bmcs how many are to be polled
     * @param reachable how many answer
     * @param trouble the others, in words; empty where there are none
     * @param readings on their topic since the start
     * @param events hardware log records on their topic since the start
     * @param fired alerts since the start
     * @param resolved alerts since the start
     * @param page the page's address
     */
    record State(
            Duration elapsed,
            long bmcs,
            long reachable,
            String trouble,
            long readings,
            long events,
            long fired,
            long resolved,
            String page) {}
}
