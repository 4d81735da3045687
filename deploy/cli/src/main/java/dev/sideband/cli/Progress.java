package dev.sideband.cli;

import java.io.PrintWriter;
import java.util.function.Consumer;

/** Says on standard error what is being waited for. */
record Progress(PrintWriter err) implements Consumer<String> {
    @Override
    public void accept(String step) {
        err.printf("sideband: %s%n", step);
        err.flush();
    }
}
