package dev.sideband.ipmi.fru;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.testing.Captures;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Images of real boards and machines, line by line what ipmitool and FreeIPMI print of them.
 *
 * <p>Where the two give up, we must have found something wrong too, and may have read more; that
 * each such image is known by name keeps it from hiding a mistake of ours.
 */
class FruCapturesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** ipmitool gives up at the header; we read on where that is sensible. */
    private static final Set<String> BAD_HEADERS =
            Set.of(
                    "broken-header-version-2",
                    "dell_r730xd/14",
                    "dell_r730xd/15",
                    "dell_r630/12",
                    "dell_r630/13",
                    "dell_r640/3",
                    "dell_r640/12",
                    "dell_r640/14",
                    "dell_r640/20",
                    "s2600kp/3");

    /** ipmitool skips an area without a length; of a field that is too long it makes another. */
    private static final Set<String> IPMITOOL_MISREADS =
            Set.of("broken-board-length-0", "broken-field-longer-than-area");

    /**
     * FreeIPMI shows nothing of an area with a wrong sum, and of no multirecord behind a bad one.
     */
    private static final Set<String> FREEIPMI_GIVES_UP =
            Set.of(
                    "broken-board-checksum",
                    "broken-board-length-0",
                    "broken-field-longer-than-area",
                    "broken-header-version-2",
                    "frugy-opalkelly_default",
                    "issue-afc-half-read",
                    "issue-quanta-multirecord-points-at-chassis",
                    "dell_r630/1",
                    "dell_r630/2",
                    "dell_r630/12",
                    "dell_r630/13",
                    "dell_r640/1",
                    "dell_r640/2",
                    "dell_r730xd/1",
                    "dell_r730xd/2",
                    "dell_r730xd/14",
                    "dell_r730xd/15",
                    "s2600wtt/5",
                    "s2600wtt/17",
                    "s2600kp/3");

    /** An image, and what the two programs print of it; FreeIPMI where its SDRs name it. */
    private record Capture(
            String name, FruImage image, List<String> ipmitool, List<String> freeIpmi) {}

    @Test
    void readsWhatIpmitoolReads() {
        int lines = 0;
        List<Capture> captures = captures().toList();
        for (Capture capture : captures) {
            List<String> ours = Printout.ipmitool(capture.image);
            if (BAD_HEADERS.contains(capture.name)) {
                assertThat(capture.ipmitool).as(capture.name).hasSize(1);
                assertThat(capture.ipmitool.getFirst()).contains("Unknown FRU header version");
                assertThat(capture.image.problems())
                        .as(capture.name)
                        .anyMatch(problem -> problem.part() == FruProblem.Part.HEADER);
            } else if (IPMITOOL_MISREADS.contains(capture.name)) {
                assertThat(capture.image.problems()).as(capture.name).isNotEmpty();
            } else {
                assertThat(ours).as(capture.name).isEqualTo(capture.ipmitool);
                lines += ours.size();
            }
        }
        System.out.printf(
                "fru: %d images, %d lines as in ipmitool; it misreads %d of them%n",
                captures.size(), lines, BAD_HEADERS.size() + IPMITOOL_MISREADS.size());
    }

    @Test
    void readsWhatFreeIpmiReads() {
        int images = 0;
        int lines = 0;
        for (Capture capture : captures().filter(each -> !each.freeIpmi.isEmpty()).toList()) {
            List<String> ours = Printout.freeIpmi(capture.image);
            List<String> theirs = readings(capture.freeIpmi);
            if (FREEIPMI_GIVES_UP.contains(capture.name)) {
                assertThat(capture.freeIpmi).as(capture.name).anyMatch(FruCapturesTest::isError);
                assertThat(capture.image.problems()).as(capture.name).isNotEmpty();
                if (!theirs.isEmpty()) {
                    assertThat(ours).as(capture.name).containsSubsequence(theirs);
                }
            } else {
                assertThat(ours).as(capture.name).isEqualTo(theirs);
                if (!BAD_HEADERS.contains(capture.name)) {
                    assertThat(capture.image.problems()).as(capture.name).isEmpty();
                }
            }
            images++;
            lines += theirs.size();
        }
        System.out.printf(
                "fru: %d images, %d lines as in FreeIPMI; it gives up %d of them%n",
                images, lines, FREEIPMI_GIVES_UP.size());
    }

    @Test
    void findsThatNoOtherImageIsWrong() {
        assertThat(captures())
                .filteredOn(capture ->
                        !FREEIPMI_GIVES_UP.contains(capture.name)
                                && !BAD_HEADERS.contains(capture.name))
                .allSatisfy(
                        capture -> assertThat(capture.image.problems()).as(capture.name).isEmpty());
    }

    private static boolean isError(String line) {
        return line.contains("FRU Error");
    }

    /** What FreeIPMI says of the image: a line a value, without errors and empty values. */
    private static List<String> readings(List<String> printed) {
        var lines = new ArrayList<String>();
        for (String line : printed) {
            if (line.startsWith("     ") && !lines.isEmpty()) {
                lines.add(lines.removeLast() + " " + line.strip());
            } else if (line.startsWith("  FRU ") && !isError(line)) {
                lines.add(line.replaceAll("(Manufacturer ID:) .*\\(", "$1 ("));
            }
        }
        lines.removeIf(line -> line.endsWith(":"));
        return lines;
    }

    private static Stream<Capture> captures() {
        return Stream.concat(boards(), machines());
    }

    private static Stream<Capture> boards() {
        Path folder = Captures.require("ipmi-captures/fru");
        return json(folder.resolve("expected.json")).properties().stream()
                .map(entry ->
                        new Capture(
                                entry.getKey(),
                                FruImage.decode(bytes(folder.resolve(entry.getKey() + ".bin"))),
                                values(entry.getValue().get("ipmitool")),
                                lines(entry.getValue().get("freeipmi"))));
    }

    private static Stream<Capture> machines() {
        Path folder = Captures.require("ipmi-captures/machines");
        String ending = ".fru-expected.json";
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .map(name -> name.substring(0, name.length() - ending.length()))
                    .sorted()
                    .toList()
                    .stream()
                    .flatMap(machine -> images(folder, machine));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<Capture> images(Path folder, String machine) {
        JsonNode expected = json(folder.resolve(machine + ".fru-expected.json"));
        return json(folder.resolve(machine + ".json")).get("fru").properties().stream()
                .map(entry ->
                        new Capture(
                                machine + "/" + entry.getKey(),
                                FruImage.decode(
                                        Bytes.fromHex(entry.getValue().get("hex").asText())),
                                values(
                                        expected.get("ipmitool")
                                                .get(entry.getKey())
                                                .get("ipmitool")),
                                section(
                                        lines(expected.get("freeipmi")),
                                        Integer.parseInt(entry.getKey()))));
    }

    /** The lines that FreeIPMI prints of one device of a machine. */
    private static List<String> section(List<String> lines, int deviceId) {
        var section = new ArrayList<String>();
        boolean inside = false;
        for (String line : lines) {
            if (line.startsWith("FRU Inventory Device")) {
                inside = line.endsWith("(ID %02Xh)".formatted(deviceId));
            }
            if (inside) {
                section.add(line);
            }
        }
        return section;
    }

    /** Lines with a value; ipmitool prints one that is nothing but blanks, too. */
    private static List<String> values(JsonNode lines) {
        return lines(lines).stream().filter(line -> !line.endsWith(":")).toList();
    }

    private static List<String> lines(JsonNode lines) {
        var texts = new ArrayList<String>();
        lines.forEach(line -> texts.add(line.asText()));
        return texts;
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Bytes bytes(Path file) {
        try {
            return Bytes.of(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
