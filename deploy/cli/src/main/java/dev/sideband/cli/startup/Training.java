package dev.sideband.cli.startup;

import dev.sideband.cli.Main;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Has the JVM load what the {@code bmc} commands load, so that it is kept. */
final class Training {
    private static final List<List<String>> COMMANDS =
            List.of(
                    List.of("info"),
                    List.of("sensors"),
                    List.of("events"),
                    List.of("fru"),
                    List.of("info", "--json"),
                    List.of("sensors", "--json"));

    private Training() {}

    /**
     * Asks a BMC for this and that; ends with the exit code of what fails first.
     *
     * @param arguments the target, and the options to log in there
     */
    public static void main(String[] arguments) {
        Main.prepare("bmc");
        var out = new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        for (List<String> command : COMMANDS) {
            int exitCode = Main.run(out, err, line(command, arguments));
            if (exitCode != 0) {
                System.exit(exitCode);
            }
        }
    }

    private static String[] line(List<String> command, String... arguments) {
        var line = new ArrayList<String>();
        line.add("bmc");
        line.addAll(command);
        line.addAll(List.of(arguments));
        return line.toArray(String[]::new);
    }
}
