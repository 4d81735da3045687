package dev.sideband.ipmi.fru;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.sideband.ipmi.client.Credentials;
import dev.sideband.ipmi.client.ForeignBmc;
import dev.sideband.ipmi.client.ForeignConsole;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.client.SessionOptions;
import dev.sideband.ipmi.client.UdpPort;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.sdr.SdrRecord;
import dev.sideband.ipmi.sdr.SdrRepositoryReader;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.testing.Captures;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The FRUs of captured machines and boards in OpenIPMI's simulator: over the wire we read what
 * ipmitool and FreeIPMI read at the same time.
 */
class FruIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A locator of FRU device 0. */
    private static final String BOARD = "010051110d20008000001000070100c2" + "4d42";

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"dell_r640", "s2600wtt", "quanta_d51"})
    void readsTheFrusOfAMachineAsThePeersDo(String machine) throws Exception {
        Path captures = Captures.require("ipmi-captures/machines");
        JsonNode captured = JSON.readTree(captures.resolve(machine + ".json").toFile());
        var setUp = new StringBuilder();
        for (JsonNode record : captured.get("sdr")) {
            byte[] sdr = HexFormat.of().parseHex(record.asText());
            if (sdr[3] == 0x11) {
                setUp.append("main_sdr_add 0x20 ").append(list(sdr)).append('\n');
            }
        }
        for (Map.Entry<String, JsonNode> fru : captured.get("fru").properties()) {
            setUp.append(fruLine(fru.getKey(), bytes(fru.getValue().get("hex").asText())));
        }
        compare(setUp.toString());
    }

    @Test
    void readsAnImageWithManyRecordsAsThePeersDo() throws Exception {
        Path board = Captures.require("ipmi-captures/fru/frugy-damc-fmc2zup.bin");
        compare(
                "main_sdr_add 0x20 "
                        + list(HexFormat.of().parseHex(BOARD))
                        + "\n"
                        + fruLine("0", Files.readAllBytes(board)));
    }

    private void compare(String setUp) throws Exception {
        try (var bmc = ForeignBmc.simulator(folder, "", setUp);
                var port = UdpPort.open(1);
                var session = open(port, bmc)) {
            List<SdrRecord> records = new SdrRepositoryReader().read(session);
            var console = new ForeignConsole(bmc.address());
            String freeIpmi =
                    console.freeIpmi(
                            "ipmi-fru", folder, "--sdr-cache-directory=" + folder, "--verbose");
            var reader = new FruReader(session);
            int compared = 0;
            for (FruLocation location : FruDevices.readableIn(records)) {
                FruImage image = reader.read(location).image();
                String printed =
                        console.ipmitool("fru", "print", Integer.toString(location.deviceId()));
                if (image.problems().isEmpty()) {
                    assertThat(values(printed)).isEqualTo(Printout.ipmitool(image));
                    assertThat(freeIpmi.lines().map(String::stripTrailing))
                            .containsAll(simple(image));
                    compared++;
                }
            }
            assertThat(compared).isPositive();
            System.out.printf("fru: %d devices over the wire as the peers read them%n", compared);
        }
    }

    /** FreeIPMI's lines of the areas; those of bytes go over several lines. */
    private static List<String> simple(FruImage image) {
        return Printout.freeIpmi(image).stream()
                .filter(line -> !line.matches(".* [0-9A-F]{2}h( .*)?") && !line.contains("OEM"))
                .toList();
    }

    private static List<String> values(String printed) {
        return printed.lines()
                .filter(line -> line.matches(" [A-Z].*: .*\\S.*"))
                .filter(line -> !line.startsWith(" FRU Device Description"))
                .map(String::stripTrailing)
                .toList();
    }

    private static String fruLine(String id, byte[] image) {
        return "mc_add_fru_data 0x20 %s %d data %s%n".formatted(id, image.length, list(image));
    }

    private static String list(byte[] bytes) {
        var list = new ArrayList<String>();
        for (byte each : bytes) {
            list.add("0x%02x".formatted(each));
        }
        return String.join(" ", list);
    }

    private static byte[] bytes(String hex) {
        return Bytes.fromHex(hex).toArray();
    }

    private static IpmiSession open(UdpPort port, ForeignBmc bmc) throws Exception {
        return IpmiSession.open(
                port,
                bmc.address(),
                Credentials.of(
                        ForeignBmc.USER, ForeignBmc.PASSWORD.getBytes(StandardCharsets.UTF_8)),
                SessionOptions.DEFAULT.withCipherSuite(CipherSuite.SUITE_3));
    }
}
