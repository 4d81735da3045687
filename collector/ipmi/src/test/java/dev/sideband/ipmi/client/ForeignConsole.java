package dev.sideband.ipmi.client;

import dev.sideband.testing.Peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What ipmitool or FreeIPMI says of a BMC; the test is skipped where they are not installed. */
public final class ForeignConsole {
    private static final int LIMIT_SECONDS = 60;

    private final BmcAddress address;

    public ForeignConsole(BmcAddress address) {
        this.address = address;
    }

    /** The output of ipmitool over RMCP+ with cipher suite 3. */
    public String ipmitool(String... arguments) throws IOException, InterruptedException {
        var command =
                new ArrayList<>(
                        List.of(
                                Peers.require("ipmitool").toString(),
                                "-I",
                                "lanplus",
                                "-C",
                                "3",
                                "-H",
                                address.host(),
                                "-p",
                                Integer.toString(address.port()),
                                "-U",
                                ForeignBmc.USER,
                                "-E"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** The output of one of FreeIPMI's programs, which keeps its caches in {@code folder}. */
    public String freeIpmi(String program, Path folder, String... arguments)
            throws IOException, InterruptedException {
        Path configuration = folder.resolve("freeipmi.conf");
        Files.writeString(
                configuration,
                "username %s%npassword %s%n".formatted(ForeignBmc.USER, ForeignBmc.PASSWORD));
        var command =
                new ArrayList<>(
                        List.of(
                                Peers.require(program).toString(),
                                "--config-file=" + configuration,
                                "-D",
                                "LAN_2_0",
                                "-I",
                                "3",
                                "-l",
                                "ADMIN",
                                "-W",
                                "opensesspriv",
                                "-h",
                                address.host() + ":" + address.port()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("IPMI_PASSWORD", ForeignBmc.PASSWORD);
        builder.environment().put("HOME", System.getProperty("java.io.tmpdir"));
        Process process = builder.start();
        try (var output = process.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.ISO_8859_1);
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(command.getFirst() + " does not end");
            }
            return text;
        } finally {
            process.destroyForcibly();
        }
    }
}
