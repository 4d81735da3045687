package dev.sideband.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.sideband.simulator.FleetOptions;
import dev.sideband.simulator.Protocols;
import dev.sideband.simulator.SimulatedBmc;
import dev.sideband.simulator.SimulatedFleet;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class BmcRedfishCommandIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private static Path folder;
    private static SimulatedFleet fleet;
    private static SimulatedBmc bmc;
    private static Path targets;
    private static Path password;

    @BeforeAll
    static void simulate() throws IOException {
        fleet = SimulatedFleet.start(FleetOptions.of(12, 5).withProtocols(Protocols.REDFISH));
        bmc = fleet.bmcs().getFirst();
        targets = folder.resolve("targets.yaml");
        fleet.writeTargets(targets);
        password = Files.writeString(folder.resolve("password"), fleet.options().password());
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @AfterEach
    void leavesNoSession() {
        assertThat(fleet.bmcs()).allMatch(each -> each.redfishSessions() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"info", "sensors", "events", "fru"})
    void asksEveryMakeOfATargetsFile(String command) throws IOException {
        int objects = 0;
        for (SimulatedBmc each : fleet.bmcs()) {
            Shell shell =
                    Shell.run("bmc", command, each.id(), "--targets", targets.toString(), "--json");
            assertThat(shell.exitCode()).as("%s: %s", each, shell.err()).isZero();
            objects += objects(shell).size();
        }
        System.out.printf(
                "bmc %s over Redfish: %d BMCs, %d objects%n",
                command, fleet.bmcs().size(), objects);
        assertThat(objects).isGreaterThanOrEqualTo(fleet.bmcs().size());
    }

    @Test
    void tellsOfTheBmcInTheShapeOfIpmi() throws IOException {
        JsonNode info = objects(asked("info", "--insecure", "--json")).getFirst();
        assertThat(names(info))
                .startsWith(
                        "manufacturer_id",
                        "product_id",
                        "firmware",
                        "ipmi_version",
                        "guid",
                        "vendor",
                        "power",
                        "protocols");
        assertThat(info.get("manufacturer_id").isNull()).isTrue();
        assertThat(info.get("power").asText()).isEqualTo("on");
        assertThat(info.get("protocols")).hasToString("[\"redfish\"]");
        assertThat(asked("info", "--insecure").out()).anyMatch(line -> line.startsWith("Vendor "));
    }

    @Test
    void readsSensorsInTheShapeOfIpmi() throws IOException {
        List<JsonNode> sensors = objects(asked("sensors", "--insecure", "--json"));
        assertThat(sensors)
                .hasSizeGreaterThan(10)
                .allSatisfy(sensor ->
                        assertThat(names(sensor))
                                .startsWith(
                                        "id",
                                        "name",
                                        "type",
                                        "unit",
                                        "value",
                                        "quality",
                                        "status",
                                        "direction",
                                        "states",
                                        "thresholds",
                                        "entity",
                                        "sensor_number",
                                        "lun"))
                .extracting(sensor -> sensor.get("id").asText())
                .doesNotHaveDuplicates();
        assertThat(objects(asked("sensors", "--insecure", "--json", "--type", "temperature,fan")))
                .isNotEmpty()
                .allSatisfy(sensor ->
                        assertThat(sensor.get("type").asText()).isIn("temperature", "fan"));
        assertThat(asked("sensors", "--insecure", "--thresholds").out().getFirst())
                .startsWith("SENSOR")
                .endsWith("UNR");
    }

    @Test
    void readsEventsInTheShapeOfIpmi() throws IOException {
        List<JsonNode> events = objects(asked("events", "--insecure", "--json"));
        assertThat(events)
                .isNotEmpty()
                .allSatisfy(event ->
                        assertThat(names(event))
                                .startsWith(
                                        "log",
                                        "record_id",
                                        "time",
                                        "sensor",
                                        "sensor_number",
                                        "sensor_type",
                                        "event",
                                        "direction",
                                        "severity",
                                        "detail",
                                        "oem")
                                .endsWith("raw"));
        assertThat(asked("events", "--insecure").out().getFirst()).startsWith("LOG");
        assertThat(objects(asked("events", "--insecure", "--json", "--last", "0"))).isEmpty();
    }

    @Test
    void readsThePartsInTheShapeOfIpmi() throws IOException {
        assertThat(objects(asked("fru", "--insecure", "--json")))
                .isNotEmpty()
                .allSatisfy(part ->
                        assertThat(names(part))
                                .contains("chassis", "board", "product", "multirecords"));
        assertThat(asked("fru", "--insecure").out()).isNotEmpty();
    }

    @Test
    void switchesPowerLightAndBootDevice() throws IOException {
        SimulatedBmc last = fleet.bmcs().getLast();
        assertThat(on(last, "power", "status").out()).containsExactly("on");
        assertThat(on(last, "power", "off", "--yes").out()).containsExactly("off: done");
        assertThat(on(last, "power", "on").out()).containsExactly("on: done");
        assertThat(on(last, "identify", "on").exitCode()).isZero();
        JsonNode boot = objects(on(last, "bootdev", "pxe", "--json")).getFirst();
        assertThat(boot.get("device").asText()).isEqualTo("pxe");
        assertThat(boot.get("confirmed").asBoolean()).isTrue();
        assertThat(on(last, "bootdev", "none").out())
                .containsExactly("boots as the firmware decides");
    }

    @Test
    void takesThePinnedCertificateAndShowsTheOneThatIsThere() {
        String fingerprint = fleet.redfishFingerprint().orElseThrow();
        assertThat(asked("info", "--fingerprint", fingerprint).exitCode()).isZero();

        Shell unknown = Shell.run(line("info"));
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err())
                .singleElement()
                .asString()
                .contains("--fingerprint")
                .contains(fingerprint);

        Shell other = Shell.run(line("info", "--fingerprint", "sha256:" + "0".repeat(64)));
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.err()).singleElement().asString().contains(fingerprint);
    }

    @Test
    void saysThatThePasswordIsWrongAndDoesNotShowIt() throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong"), "not-the-password");
        String[] line = line("info", "--insecure");
        line[line.length - 2] = wrong.toString();
        Shell shell = Shell.run(line);
        assertThat(shell.exitCode()).isEqualTo(1);
        assertThat(shell.err())
                .singleElement()
                .asString()
                .contains("password")
                .contains("monitor")
                .doesNotContain("not-the-password");
    }

    @Test
    void refusesWhatBelongsToTheOtherProtocol() {
        assertWrongUsage("--privilege is for ipmi://", line("info", "--privilege", "user"));
        assertWrongUsage("exclude each other", line("info", "--insecure", "--ca-file", "x"));
        assertWrongUsage("64 hexadecimal digits", line("info", "--fingerprint", "00"));
        assertWrongUsage("goes by IPMI only", line("console"));
        assertWrongUsage(
                "are for redfish://",
                "bmc",
                "info",
                "ipmi://127.0.0.1",
                "--user",
                "monitor",
                "--insecure");
    }

    private static void assertWrongUsage(String why, String... line) {
        Shell shell = Shell.run(line);
        assertThat(shell.exitCode()).isEqualTo(2);
        assertThat(shell.err()).singleElement().asString().contains(why);
    }

    private static Shell on(SimulatedBmc each, String command, String... more) {
        List<String> args = new ArrayList<>(List.of("bmc", command, each.id()));
        args.addAll(List.of(more));
        args.addAll(List.of("--targets", targets.toString()));
        Shell shell = Shell.run(args.toArray(String[]::new));
        assertThat(shell.exitCode()).as(shell.toString()).isZero();
        return shell;
    }

    private static Shell asked(String command, String... more) {
        Shell shell = Shell.run(line(command, more));
        assertThat(shell.exitCode()).as(shell.toString()).isZero();
        return shell;
    }

    /** By address; the password's file comes before the last word. */
    private static String[] line(String command, String... more) {
        var at = bmc.redfish().orElseThrow();
        List<String> args =
                new ArrayList<>(
                        List.of(
                                "bmc",
                                command,
                                "redfish://127.0.0.1:" + at.getPort(),
                                "--user",
                                fleet.options().username()));
        args.addAll(List.of(more));
        args.addAll(List.of("--password-file", password.toString(), "--color=never"));
        return args.toArray(String[]::new);
    }

    private static List<JsonNode> objects(Shell shell) throws IOException {
        List<JsonNode> objects = new ArrayList<>();
        for (String line : shell.out()) {
            objects.add(JSON.readTree(line));
        }
        return objects;
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
