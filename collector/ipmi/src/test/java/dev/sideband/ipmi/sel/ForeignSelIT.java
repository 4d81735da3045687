package dev.sideband.ipmi.sel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.ipmi.client.Credentials;
import dev.sideband.ipmi.client.ForeignBmc;
import dev.sideband.ipmi.client.ForeignConsole;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.client.SessionOptions;
import dev.sideband.ipmi.client.UdpPort;
import dev.sideband.ipmi.command.storage.AddSelEntry;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.sdr.Captures;
import dev.sideband.ipmi.sel.SelClearer.Outcome;
import dev.sideband.ipmi.wire.Bytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Every composed record in the log of OpenIPMI's simulator: over the wire we read what ipmitool and
 * FreeIPMI read at the same time, and clear it so that they find nothing.
 */
class ForeignSelIT {
    private static final Pattern BAR = Pattern.compile(" *\\| *");

    /** The bar that ipmitool puts into what it makes of Dell's memory events. */
    private static final Pattern DELL = Pattern.compile("(\\([^|)]*)\\|([^|]*\\))");

    /** A locator of FRU device 0. */
    private static final String BOARD = "010051110d20008000001000070100c2" + "4d42";

    @TempDir Path folder;

    @Test
    void readsALogAsThePeersDoAndClearsIt() throws Exception {
        List<Bytes> records = records();
        // Without any SDR, ipmitool's complaints get between the lines of its log.
        String setUp =
                "sel_enable 0x20 %d 0x0a%nmain_sdr_add 0x20 %s%n"
                        .formatted(records.size() + 10, BOARD.replaceAll("..", "0x$0 "));
        try (var bmc = ForeignBmc.simulator(folder, "", setUp);
                var port = UdpPort.open(1);
                var session = open(port, bmc)) {
            var console = new ForeignConsole(bmc.address());
            // Set SEL Time: 2024-01-01.
            console.ipmitool("raw", "0x0a", "0x49", "0x80", "0x00", "0x92", "0x65");
            for (Bytes record : records) {
                session.send(new AddSelEntry(record));
            }
            SelBatch batch = new SelReader(session).read(SelPosition.START, 10_000);
            assertThat(batch.records()).hasSameSizeAs(records);
            compare(batch, ipmitool(console), freeIpmi(console));
            clear(session, batch.position());
            assertThat(console.ipmitool("sel", "elist")).contains("no entries");
        }
    }

    private static void clear(IpmiSession session, SelPosition read) throws Exception {
        var clearer = new SelClearer(session);
        session.send(new AddSelEntry(Bytes.fromHex("010002bc00926520000401416f00ffff")));
        assertThat(clearer.clear(read)).isInstanceOf(Outcome.NotRead.class);
        SelPosition all = new SelReader(session).read(read, 10).position();
        assertThat(clearer.clear(all)).isInstanceOf(Outcome.Cleared.class);
    }

    private static void compare(
            SelBatch batch, Map<Integer, ArrayNode> ipmitool, Map<Integer, ArrayNode> freeIpmi) {
        for (SelRecord record : batch.records()) {
            ObjectNode vector = JsonNodeFactory.instance.objectNode();
            vector.put("hex", record.raw().toHex());
            vector.set("ipmitool", ipmitool.get(record.id()));
            vector.set("freeipmi", freeIpmi.get(record.id()));
            assertThat(vector.get("ipmitool")).as(vector.toString()).isNotNull();
            SelEventCapturesTest.compare(vector, Map.of());
        }
        System.out.printf(
                "sel: %d records over the wire as the peers read them%n", batch.records().size());
    }

    private static Map<Integer, ArrayNode> ipmitool(ForeignConsole console) throws Exception {
        return console.ipmitool("sel", "elist")
                .lines()
                .filter(line -> line.matches(" *[0-9a-f]+ \\|.*"))
                .map(line -> DELL.matcher(line.strip()).replaceFirst("$1$2"))
                .map(line -> columns(BAR.split(line, -1)))
                .collect(Collectors.toMap(row -> id(row, 16), Function.identity()));
    }

    private Map<Integer, ArrayNode> freeIpmi(ForeignConsole console) throws Exception {
        return console.freeIpmi(
                        "ipmi-sel",
                        folder,
                        "--ignore-sdr-cache",
                        "--no-header-output",
                        "--comma-separated-output",
                        "--output-event-state")
                .lines()
                .filter(line -> line.matches("[0-9]+,.*"))
                .map(line -> columns(line.split(",", -1)))
                .collect(Collectors.toMap(row -> id(row, 10), Function.identity()));
    }

    /** Takes the record id off the front. */
    private static int id(ArrayNode row, int radix) {
        return Integer.parseInt(row.remove(0).asText().strip(), radix);
    }

    private static ArrayNode columns(String[] cells) {
        ArrayNode row = JsonNodeFactory.instance.arrayNode();
        for (String cell : cells) {
            row.add(cell.strip());
        }
        return row;
    }

    private static List<Bytes> records() {
        var records = new ArrayList<Bytes>();
        for (JsonNode vector : Captures.json("sel/standard.json").get("records")) {
            records.add(Bytes.fromHex(vector.get("hex").asText()));
        }
        return records;
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
