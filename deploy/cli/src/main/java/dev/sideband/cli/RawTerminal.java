package dev.sideband.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The terminal on which somebody types, given over to the server: each key at once, no echo, Ctrl-C
 * as a character. Done by {@code stty}, which every Unix has and which is there in a millisecond;
 * terminal libraries take longer to load than a console to open.
 */
final class RawTerminal implements AutoCloseable {
    private final String before;
    private boolean restored;

    private RawTerminal(String before) {
        this.before = before;
    }

    /** Whether somebody types here and sees what comes. */
    static boolean isThere() {
        return Terminal.person().isPresent();
    }

    /** Gives the terminal over until {@link #close}; nothing where there is no {@code stty}. */
    static Optional<RawTerminal> open() throws InterruptedException {
        Optional<String> before = stty("-g");
        if (before.isEmpty() || stty("raw", "-echo").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RawTerminal(before.get()));
    }

    /** Gives the terminal back as it was; for any thread, and any number of times. */
    @Override
    public synchronized void close() {
        if (restored) {
            return;
        }
        restored = true;
        boolean interrupted = Thread.interrupted();
        try {
            stty(before);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What it printed, where it could do it. */
    private static Optional<String> stty(String... settings) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(List.of(settings));
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectInput(Redirect.INHERIT)
                            .redirectError(Redirect.DISCARD)
                            .start();
            byte[] printed = process.getInputStream().readAllBytes();
            return process.waitFor() == 0
                    ? Optional.of(new String(printed, StandardCharsets.US_ASCII).strip())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
