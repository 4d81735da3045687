package dev.sideband.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.testing.Peers;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code bmc power}, {@code identify} and {@code bootdev} at ipmi_sim, judged by ipmitool. */
class BmcChassisCommandsIT {
    @TempDir private static Path folder;
    private static ChassisBmc bmc;
    private static Path password;

    @BeforeAll
    static void start() throws IOException {
        bmc = ChassisBmc.start(folder);
        password = Files.writeString(folder.resolve("password"), ChassisBmc.PASSWORD);
    }

    @AfterAll
    static void stop() {
        if (bmc != null) {
            bmc.close();
        }
    }

    @BeforeEach
    void switchOn() throws IOException {
        bmc.power(true);
        bmc.forget();
    }

    @ParameterizedTest
    @CsvSource({
        "off, true, off: done, off",
        "on, false, on: done, on",
        "soft, true, off: done, off",
        "cycle, true, on: done, on",
        "reset, true, on: the BMC took the order, on"
    })
    void switchesThePowerThatIpmitoolSees(String order, boolean before, String said, String after)
            throws Exception {
        bmc.power(before);
        Shell shell = run("power", order, "--yes");
        assertThat(shell).isEqualTo(new Shell(0, List.of(said), List.of()));
        assertThat(powerStatus()).isEqualTo(after);
        assertThat(run("power", "status").out()).containsExactly(after);
        assertThat(bmc.done()).isNotEmpty();
    }

    @Test
    void sendsNothingToAServerThatIsAlreadyThere() throws IOException {
        assertThat(run("power", "on").out())
                .containsExactly("on: it was so before, nothing was sent");
        assertThat(bmc.done()).isEmpty();
    }

    @Test
    void saysThatTheBmcRefuses() {
        Shell shell = run("power", "diag", "--yes");
        assertThat(shell.exitCode()).isEqualTo(1);
        assertThat(shell.err()).singleElement().asString().contains("refused");
    }

    @ParameterizedTest
    @CsvSource({"off", "soft", "cycle", "reset", "diag"})
    void interruptsNoServerWhereNobodyCanBeAsked(String order) throws IOException {
        Shell shell = run("power", order);
        assertThat(shell.exitCode()).isEqualTo(2);
        assertThat(shell.err()).singleElement().asString().contains("--yes");
        assertThat(bmc.done()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"n, 1, on", "'', 1, on", "y, 0, off"})
    void asksWhoeverSitsAtATerminal(String answer, int exitCode, String after) throws Exception {
        Process process =
                new ProcessBuilder(
                                Peers.require("script").toString(),
                                "-qec",
                                processLine("power", "off"),
                                folder.resolve("typescript").toString())
                        .redirectErrorStream(true)
                        .start();
        try (var keys = process.outputWriter(StandardCharsets.US_ASCII)) {
            keys.write(answer + "\n");
        }
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(printed).contains("Power off of " + bmc.url() + ": sure? [y/N]");
        assertThat(process.waitFor()).as(printed).isEqualTo(exitCode);
        assertThat(powerStatus()).isEqualTo(after);
    }

    @Test
    void lightsTheLamp() throws IOException {
        for (String light : List.of("30", "on", "off")) {
            assertThat(run("identify", light).exitCode()).isZero();
        }
        assertThat(bmc.done()).containsExactly("identify 30 0", "identify 0 1", "identify 0 0");
    }

    @ParameterizedTest
    @CsvSource({"pxe, Force PXE", "cdrom, CD/DVD", "disk, Hard-Drive", "bios, BIOS Setup"})
    void choosesTheBootDeviceThatIpmitoolReads(String device, String theirs) throws Exception {
        assertThat(run("bootdev", device).out())
                .containsExactly("boots from %s, the next time only, legacy".formatted(device));
        assertThat(bootFlags()).contains(theirs);
        assertThat(run("bootdev").out())
                .singleElement()
                .asString()
                .startsWith("boots from " + device);
        assertThat(run("bootdev", "none").out()).containsExactly("boots as the firmware decides");
        assertThat(bootFlags()).contains("No override");
        assertThat(run("bootdev").out()).containsExactly("boots as the firmware decides");
    }

    private static String powerStatus() throws Exception {
        String line = bmc.ipmitool().lines("chassis", "power", "status").getFirst();
        return line.substring(line.lastIndexOf(' ') + 1);
    }

    private static String bootFlags() throws Exception {
        return String.join("\n", bmc.ipmitool().lines("chassis", "bootparam", "get", "5"));
    }

    private static Shell run(String command, String... more) {
        return Shell.run(arguments(command, more).toArray(String[]::new));
    }

    /** The same in a JVM of its own, as a line for a shell. */
    private static String processLine(String command, String... more) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-Djdk.console=java.base", "-cp"));
        line.add(System.getProperty("java.class.path"));
        line.add(Main.class.getName());
        line.addAll(arguments(command, more));
        return line.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    }

    private static List<String> arguments(String command, String... more) {
        List<String> line = new ArrayList<>(List.of("bmc", command, bmc.url()));
        line.addAll(List.of(more));
        line.addAll(List.of("--user", ChassisBmc.USER));
        line.addAll(List.of("--password-file", password.toString()));
        return line;
    }
}
