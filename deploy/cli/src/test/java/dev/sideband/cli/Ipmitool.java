package dev.sideband.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.testing.Peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks the same BMC with somebody else's program; skips the test where that is not installed. */
final class Ipmitool {
    private final Path program = Peers.require("ipmitool");
    private final String host;
    private final int port;
    private final String user;
    private final String password;

    Ipmitool(String host, int port, String user, String password) {
        this.host = host;
        this.port = port;
        this.user = user;
        this.password = password;
    }

    List<String> lines(String... command) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.addAll(List.of(program.toString(), "-I", "lanplus", "-C", "3", "-L", "OPERATOR"));
        line.addAll(List.of("-H", host, "-p", String.valueOf(port), "-U", user, "-E"));
        line.addAll(List.of(command));
        var builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("IPMI_PASSWORD", password);
        Process process = builder.start();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed.lines().toList();
    }

    /** Lines of the form {@code name : value}. */
    Map<String, String> fields(String... command) throws IOException, InterruptedException {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line : lines(command)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.putIfAbsent(
                        line.substring(0, colon).strip(), line.substring(colon + 1).strip());
            }
        }
        return fields;
    }
}
