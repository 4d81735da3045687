package dev.sideband.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.sideband.simulator.FleetOptions;
import dev.sideband.simulator.SimulatedFleet;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Consoles without a terminal, as scripts open them. */
class BmcConsoleCommandIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final InputStream STDIN = System.in;

    @TempDir private static Path folder;
    private static SimulatedFleet fleet;
    private static Path targets;

    @BeforeAll
    static void simulate() throws IOException {
        fleet = SimulatedFleet.start(FleetOptions.of(1, 6));
        targets = folder.resolve("targets.yaml");
        fleet.writeTargets(targets);
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @AfterEach
    void giveTheInputBack() {
        System.setIn(STDIN);
    }

    @Test
    void typesTheInputAndPrintsLines() {
        Shell shell = console("echo this\r");
        assertThat(shell.exitCode()).as(shell.err().toString()).isZero();
        assertThat(shell.out())
                .contains("echo this")
                .anyMatch(line -> line.contains("Reached target"))
                .anyMatch(line -> line.endsWith("]# echo this"));
        assertThat(shell.out().getLast()).endsWith("]# ");
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void printsOneObjectALine() throws IOException {
        Shell shell = console("help\r", "--json");
        List<JsonNode> objects = new ArrayList<>();
        for (String line : shell.out()) {
            objects.add(JSON.readTree(line));
        }
        assertThat(objects)
                .allSatisfy(object ->
                        assertThat(object.fieldNames())
                                .toIterable()
                                .containsExactly("time", "text", "complete"))
                .anySatisfy(
                        object -> assertThat(object.get("text").asText()).startsWith("commands:"));
        assertThat(objects.getLast().get("complete").asBoolean()).isFalse();
    }

    @Test
    void passesNoEscapeSequencesOn() {
        Shell shell = console("\u001b[31mred\u001b]0;title\u0007\r");
        assertThat(String.join("\n", shell.out())).contains("red").doesNotContain("\u001b");
    }

    @Test
    void appendsToACaptureThatIsItsOwnersAlone() throws IOException {
        Path file = folder.resolve("capture.log");
        console("first\r", "--capture", file.toString());
        console("second\r", "--capture", file.toString());
        assertThat(Files.readString(file, StandardCharsets.US_ASCII))
                .contains("]# first\r\n", "]# second\r\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void capturesLinesWithTheirTimes() throws IOException {
        Path file = folder.resolve("stamped.log");
        console("x\r", "--capture", file.toString(), "--timestamps");
        assertThat(Files.readAllLines(file))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).matches("20\\d\\d-\\d\\d-\\d\\dT\\S+Z .*"));
    }

    @Test
    void staysForAsLongAsItIsTold() {
        long begun = System.nanoTime();
        Shell shell = console("", "--read-only", "--for", "3s");
        assertThat(shell.exitCode()).isZero();
        assertThat(System.nanoTime() - begun).isGreaterThan(2_900_000_000L);
        assertThat(shell.out()).isNotEmpty();
    }

    @Test
    void showsHowTheConsoleIsSetUp() throws IOException {
        Shell shell = console("", "--settings", "--json");
        JsonNode settings = JSON.readTree(shell.out().getFirst());
        assertThat(settings.get("enabled").asBoolean()).isTrue();
        assertThat(settings.get("bit_rate").asInt()).isEqualTo(115_200);
        assertThat(settings.get("privilege").asText()).isEqualTo("administrator");
    }

    private static Shell console(String typed, String... more) {
        System.setIn(new ByteArrayInputStream(typed.getBytes(StandardCharsets.US_ASCII)));
        List<String> args =
                new ArrayList<>(
                        List.of(
                                "bmc",
                                "console",
                                fleet.bmcs().getFirst().id(),
                                "--targets",
                                targets.toString()));
        args.addAll(List.of(more));
        return Shell.run(args.toArray(String[]::new));
    }
}
