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
     * Asks BMCs for this and that; ends with the exit code of what fails first.
     *
     * @param arguments the targets with commas between them, and the options to log in there
     */
    public static void main(String[] arguments) {
        Main.prepare("bmc");
        var out = new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        for (String target : arguments[0].split(",", -1)) {
            for (List<String> command : COMMANDS) {
                int exitCode = Main.run(out, err, line(command, target, arguments));
                if (exitCode != 0) {
                    System.exit(exitCode);
                }
            }
        }
    }

    private static String[] line(List<String> command, String target, String... arguments) {
        var line = new ArrayList<String>();
        line.add("bmc");
        line.addAll(command);
        line.add(target);
        line.addAll(List.of(arguments).subList(1, arguments.length));
        return line.toArray(String[]::new);
    }
}
