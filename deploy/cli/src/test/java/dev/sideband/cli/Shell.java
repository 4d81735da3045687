package dev.sideband.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** Runs a command line in this JVM and keeps what it printed. */
record Shell(int exitCode, List<String> out, List<String> err) {
    static Shell run(String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = Main.run(new PrintWriter(out), new PrintWriter(err), args);
        return new Shell(exitCode, lines(out), lines(err));
    }

    private static List<String> lines(StringWriter printed) {
        return printed.toString().lines().toList();
    }
}
