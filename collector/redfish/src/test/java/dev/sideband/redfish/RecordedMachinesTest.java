package dev.sideband.redfish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.redfish.client.CapturedTree;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The table of what is read of each recorded machine, for people to look up and for changes to show
 * in. {@code -Dsideband.tables=write} writes it anew.
 */
class RecordedMachinesTest {
    private static final Path TABLE =
            Path.of("src/test/resources/dev/sideband/redfish/recorded-machines.md");

    private static final String HEAD =
            """
            # What is read of each recorded machine

            Made by `RecordedMachinesTest`; `-Dsideband.tables=write` writes it anew. The machines marked with * were recorded
            in part, without a service root: theirs is what the parsers make of the documents that there are. Sensors by what
            they measure (*states* have none of these units), power supplies among them, sensors with a value; the events of
            all hardware logs, each once, and the entries of all logs but audits and traces; the parts of the inventory; the
            requests for the first look at the sensors, for each later one, and for the inventory.

            """;

    @Test
    void theTableIsAsItIsKept() throws Exception {
        List<MachineCounts> machines = new ArrayList<>();
        for (String name : CapturedTree.names()) {
            machines.add(MachineCounts.of(name));
        }
        machines.add(MachineCounts.sum(machines));
        String now = HEAD + table(machines);
        if ("write".equals(System.getProperty("sideband.tables"))) {
            Files.createDirectories(TABLE.getParent());
            Files.writeString(TABLE, now);
        }
        String kept = Files.exists(TABLE) ? Files.readString(TABLE) : "";
        System.out.print(table(machines));
        assertThat(differences(kept, now))
                .as("%s is out of date (-Dsideband.tables=write writes it anew)", TABLE)
                .isEmpty();
    }

    private static String table(List<MachineCounts> machines) {
        StringBuilder table = new StringBuilder();
        List<String> columns = machines.getFirst().columns();
        row(table, "machine", columns, columns);
        row(
                table,
                "-".repeat(MachineCounts.NAME_WIDTH),
                columns.stream().map(column -> "-".repeat(width(column) - 1) + ":").toList(),
                columns);
        for (MachineCounts machine : machines) {
            row(
                    table,
                    machine.name(),
                    columns.stream()
                            .map(column -> Integer.toString(machine.count(column)))
                            .toList(),
                    columns);
        }
        return table.toString();
    }

    private static void row(
            StringBuilder table, String first, List<String> cells, List<String> columns) {
        table.append("| %-{}s |".replace("{}", "" + MachineCounts.NAME_WIDTH).formatted(first));
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            table.append(
                    " %s%s |".formatted(" ".repeat(width(columns.get(i)) - cell.length()), cell));
        }
        table.append('\n');
    }

    private static int width(String column) {
        return Math.max(4, column.length());
    }

    /** The lines that only one of the two has. */
    private static List<String> differences(String kept, String now) {
        List<String> before = kept.lines().toList();
        List<String> after = now.lines().toList();
        List<String> differences = new ArrayList<>();
        before.stream()
                .filter(line -> !after.contains(line))
                .forEach(l -> differences.add("- " + l));
        after.stream()
                .filter(line -> !before.contains(line))
                .forEach(l -> differences.add("+ " + l));
        return differences;
    }
}
