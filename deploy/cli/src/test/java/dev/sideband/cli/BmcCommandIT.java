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
import java.util.Map;

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
        List<JsonNode> sensors = asked("sensors", "--json");
        assertThat(sensors).hasSizeGreaterThan(40);
        assertThat(sensors)
                .allSatisfy(sensor ->
                        assertThat(names(sensor))
                                .containsExactly(
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
                                        "lun"));
        assertThat(sensors)
                .allSatisfy(sensor ->
                        assertThat(names(sensor.get("thresholds")))
                                .containsExactly("lnr", "lcr", "lnc", "unc", "ucr", "unr"));
        assertThat(sensors.stream().map(sensor -> sensor.get("id").asText()))
                .doesNotHaveDuplicates();
    }

    @Test
    void showsOnlyTheSensorsThatAreWanted() throws IOException {
        assertThat(asked("sensors", "--json", "--type", "temperature,fan"))
                .isNotEmpty()
                .allSatisfy(sensor ->
                        assertThat(sensor.get("type").asText()).isIn("temperature", "fan"));
        String name = asked("sensors", "--json").getFirst().get("name").asText();
        assertThat(asked("sensors", "--json", "--name", name.substring(0, 3) + "*"))
                .isNotEmpty()
                .allSatisfy(sensor ->
                        assertThat(sensor.get("name").asText()).startsWith(name.substring(0, 3)));
        assertThat(shell("sensors", "--name", "no such sensor").out()).isEmpty();
    }

    @Test
    void showsSensorsInColumns() {
        List<String> lines = shell("sensors", "--thresholds").out();
        assertThat(lines.getFirst()).startsWith("SENSOR").endsWith("UNR");
        int status = lines.getFirst().indexOf("STATUS");
        assertThat(lines.subList(1, lines.size()))
                .hasSizeGreaterThan(10)
                .allSatisfy(line -> {
                    assertThat(line.charAt(status - 1)).isEqualTo(' ');
                    assertThat(line).doesNotContain("\033");
                });
    }

    @Test
    void coloursWhereItIsTold() {
        assertThat(String.join("", shell("sensors", "--color", "always").out()))
                .contains("\033[32mok\033[0m");
    }

    @Test
    void readsEveryRecordOfTheLog() throws IOException {
        List<JsonNode> records = asked("events", "--json");
        assertThat(records.stream().map(record -> record.get("raw").asText()))
                .containsExactlyElementsOf(
                        bmc.selRecordsAdded().stream()
                                .map(record -> record.bytes().toHex())
                                .toList());
        assertThat(records)
                .allSatisfy(record ->
                        assertThat(names(record))
                                .containsExactly(
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
                                        "oem",
                                        "raw"));
    }

    @Test
    void showsTheLastRecordsOfTheLog() throws IOException {
        List<JsonNode> all = asked("events", "--json");
        assertThat(asked("events", "--json", "--last", "2"))
                .isEqualTo(all.subList(all.size() - 2, all.size()));
        assertThat(asked("events", "--json", "--last", "0")).isEmpty();
        assertThat(asked("events", "--json", "--since", "36500d")).isEqualTo(all);
    }

    @Test
    void tellsWhoMadeTheBmcByItsAddress() throws IOException {
        Path password = Files.writeString(folder.resolve("by-address"), fleet.options().password());
        Shell shell = info(password, "--json");
        assertThat(shell.exitCode()).isZero();
        JsonNode info = objects(shell).getFirst();
        assertThat(names(info))
                .containsExactly(
                        "manufacturer_id",
                        "product_id",
                        "firmware",
                        "ipmi_version",
                        "guid",
                        "vendor",
                        "power",
                        "protocols",
                        "cipher_suite",
                        "sel_records",
                        "sel_free_bytes",
                        "sel_overflow",
                        "sdr_records",
                        "bmc_time",
                        "clock_skew_s");
        assertThat(info.get("vendor").asText()).isEqualTo(bmc.vendor());
        assertThat(info.get("ipmi_version").asText()).isEqualTo("2.0");
        assertThat(info.get("power").asText()).isEqualTo("on");
        assertThat(info.get("guid").asText()).isEqualTo(BmcInfoCommand.guid(bmc.guid()));
        assertThat(info.get("sel_records").asInt()).isEqualTo(bmc.selRecordsAdded().size());
    }

    @Test
    void readsThePartsOfTheServer() throws IOException {
        List<JsonNode> parts = asked("fru", "--json");
        assertThat(parts).isNotEmpty();
        assertThat(parts)
                .allSatisfy(part ->
                        assertThat(names(part))
                                .contains("chassis", "board", "product", "multirecords"));
        assertThat(shell("fru").out().getFirst()).contains("FRU device 0");
    }

    @Test
    void saysTheSameAsIpmitool() throws Exception {
        Ipmitool ipmitool =
                new Ipmitool(
                        bmc.host(),
                        bmc.port(),
                        fleet.options().username(),
                        fleet.options().password());
        JsonNode info = asked("info", "--json").getFirst();
        Map<String, String> mc = ipmitool.fields("mc", "info");
        assertThat(mc.get("Firmware Revision")).isEqualTo(info.get("firmware").asText());
        assertThat(mc.get("IPMI Version")).isEqualTo(info.get("ipmi_version").asText());
        assertThat(mc.get("Manufacturer ID")).contains(info.get("manufacturer_id").asText());
        assertThat(mc.get("Product ID")).startsWith(info.get("product_id").asText());
        assertThat(ipmitool.fields("mc", "guid", "ipmi").get("System GUID"))
                .isEqualTo(info.get("guid").asText());
        assertThat(ipmitool.fields("chassis", "status").get("System Power"))
                .isEqualTo(info.get("power").asText());

        Map<String, String> fru = ipmitool.fields("fru", "print", "0");
        JsonNode part = asked("fru", "--json").getFirst();
        assertThat(fru.get("Product Serial"))
                .isEqualTo(part.get("product").get("serial_number").asText());
        assertThat(fru.get("Board Mfg")).isEqualTo(part.get("board").get("manufacturer").asText());

        // It cuts names at 16 characters, and does not expand shared records.
        List<String> theirs =
                ipmitool.lines("sensor", "list").stream()
                        .map(line -> line.substring(0, line.indexOf('|')).strip())
                        .toList();
        List<String> ours =
                asked("sensors", "--json").stream().map(it -> it.get("name").asText()).toList();
        assertThat(theirs)
                .hasSizeGreaterThan(20)
                .allSatisfy(name -> assertThat(ours).anyMatch(own -> own.startsWith(name)));
        System.out.printf("[COMPARED] bmc and ipmitool: %d fields, %d sensors%n", 8, theirs.size());
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

    private static Shell shell(String command, String... more) {
        List<String> args = new ArrayList<>(List.of("bmc", command, bmc.id()));
        args.addAll(List.of("--targets", targets.toString()));
        args.addAll(List.of(more));
        Shell shell = Shell.run(args.toArray(String[]::new));
        assertThat(shell.exitCode()).as(shell.toString()).isZero();
        return shell;
    }

    /** What a command prints with {@code --json}, and nothing besides. */
    private static List<JsonNode> asked(String command, String... more) throws IOException {
        Shell shell = shell(command, more);
        assertThat(shell.err()).isEmpty();
        return objects(shell);
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
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
