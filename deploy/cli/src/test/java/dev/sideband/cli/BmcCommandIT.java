package dev.sideband.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.sideband.simulator.FleetOptions;
import dev.sideband.simulator.SimulatedBmc;
import dev.sideband.simulator.SimulatedFleet;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class BmcCommandIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private static Path folder;
    private static SimulatedFleet fleet;
    private static SimulatedBmc bmc;
    private static Path targets;

    @BeforeAll
    static void simulate() throws IOException {
        fleet = SimulatedFleet.start(FleetOptions.of(2, 5));
        bmc = fleet.bmcs().getFirst();
        targets = folder.resolve("targets.yaml");
        fleet.writeTargets(targets);
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @Test
    void readsEverySensorOfATarget() throws IOException {
        Shell shell =
                Shell.run("bmc", "sensors", bmc.id(), "--targets", targets.toString(), "--json");
        assertThat(shell.err()).isEmpty();
        assertThat(shell.exitCode()).isZero();
        List<JsonNode> sensors = objects(shell);
        assertThat(sensors).hasSizeGreaterThan(40);
        assertThat(sensors)
                .allSatisfy(sensor ->
                        assertThat(sensor.fieldNames())
                                .toIterable()
                                .contains(
                                        "id",
                                        "name",
                                        "type",
                                        "unit",
                                        "value",
                                        "quality",
                                        "status",
                                        "states",
                                        "thresholds",
                                        "entity"));
        assertThat(sensors.stream().map(sensor -> sensor.get("id").asText()))
                .doesNotHaveDuplicates();
    }

    @Test
    void readsEveryRecordOfTheLog() throws IOException {
        Shell shell =
                Shell.run("bmc", "events", bmc.id(), "--targets", targets.toString(), "--json");
        assertThat(shell.exitCode()).isZero();
        assertThat(objects(shell).stream().map(record -> record.get("raw").asText()))
                .containsExactlyElementsOf(
                        bmc.selRecordsAdded().stream()
                                .map(record -> record.bytes().toHex())
                                .toList());
    }

    @Test
    void tellsWhoMadeTheBmcByItsAddress() throws IOException {
        Path password = Files.writeString(folder.resolve("by-address"), fleet.options().password());
        Shell shell = info(password, "--json");
        assertThat(shell.exitCode()).isZero();
        JsonNode info = objects(shell).getFirst();
        assertThat(info.get("vendor").asText()).isEqualTo(bmc.vendor());
        assertThat(info.get("ipmi_version").asText()).isEqualTo("2.0");
        assertThat(info.get("power").asText()).isEqualTo("on");
        assertThat(info.get("guid").asText()).isEqualTo(BmcInfoCommand.guid(bmc.guid()));
    }

    @Test
    void saysThatThePasswordIsWrongAndDoesNotShowIt() throws IOException {
        Path password = Files.writeString(folder.resolve("wrong"), "not-the-password");
        Shell shell = info(password);
        assertThat(shell.exitCode()).isEqualTo(1);
        assertThat(shell.err())
                .singleElement()
                .asString()
                .contains("password")
                .contains("monitor")
                .doesNotContain("not-the-password");
    }

    private static Shell info(Path password, String... more) {
        List<String> args =
                new ArrayList<>(
                        List.of(
                                "bmc",
                                "info",
                                "ipmi://%s:%d".formatted(bmc.host(), bmc.port()),
                                "--user",
                                fleet.options().username(),
                                "--password-file",
                                password.toString()));
        args.addAll(List.of(more));
        return Shell.run(args.toArray(String[]::new));
    }

    private static List<JsonNode> objects(Shell shell) throws IOException {
        List<JsonNode> objects = new ArrayList<>();
        for (String line : shell.out()) {
            objects.add(JSON.readTree(line));
        }
        return objects;
    }
}
