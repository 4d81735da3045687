package dev.sideband.cli;

import java.io.PrintWriter;
import java.time.Duration;

/**
 * What a slow BMC is busy with, in one line of the terminal that goes away; silent for a moment, as
 * most answer in no time.
 */
final class StatusLine implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(700);
    private static final Duration PERIOD = Duration.ofMillis(100);
    private static final String CLEAR = "\r\033[K";

    private final PrintWriter err;
    private final boolean shown;
    private long next;
    private boolean dirty;

    /** Writes to {@code err}, where {@code shown}. */
    StatusLine(PrintWriter err, boolean shown) {
        this.err = err;
        this.shown = shown;
        this.next = System.nanoTime() + PATIENCE.toNanos();
    }

    void say(String text) {
        long now = System.nanoTime();
        if (!shown || now - next < 0) {
            return;
        }
        next = now + PERIOD.toNanos();
        dirty = true;
        err.print(CLEAR + text);
        err.flush();
    }

    /** Takes the line back, before anything else is printed. */
    void clear() {
        if (dirty) {
            dirty = false;
            err.print(CLEAR);
            err.flush();
        }
    }

    @Override
    public void close() {
        clear();
    }
}
