package dev.sideband.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.cli.Table.Cell;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

class TableTest {
    private final Table table = new Table("~SENSOR", ">VALUE", "STATUS");

    @Test
    void alignsTextAtTheLeftAndNumbersAtTheRight() {
        table.add("Inlet Temp", "23", "ok");
        table.add("Fan 1", "8160", "ok");
        assertThat(printed(Terminal.NONE))
                .containsExactly(
                        "SENSOR      VALUE  STATUS",
                        "Inlet Temp     23  ok",
                        "Fan 1        8160  ok");
    }

    @Test
    void cutsWhatMayBeCutWhereTheTerminalIsNarrow() {
        table.add("A sensor with a name that goes on and on", "23", "ok");
        assertThat(printed(new Terminal(40, false, false)))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(40))
                .last()
                .asString()
                .startsWith("A sensor with a name t")
                .contains("…")
                .endsWith("23  ok");
    }

    @Test
    void cutsNothingWhereThereIsNoTerminal() {
        String name = "n".repeat(300);
        table.add(name, "23", "ok");
        assertThat(printed(Terminal.NONE).getLast()).startsWith(name);
    }

    @Test
    void coloursOnlyWhereItMay() {
        table.add(List.of(Cell.of("CPU"), Cell.of("99"), new Cell("critical", Tone.CRITICAL)));
        assertThat(printed(new Terminal(80, true, false)).getLast())
                .endsWith("\033[31mcritical\033[0m");
        assertThat(printed(new Terminal(80, false, false)))
                .allSatisfy(line -> assertThat(line).doesNotContain("\033"));
    }

    @Test
    void takesNoEscapeSequenceFromABmc() {
        table.add("evil\033[2J", "1", "ok");
        assertThat(printed(Terminal.NONE).getLast()).doesNotContain("\033");
    }

    private List<String> printed(Terminal terminal) {
        var out = new StringWriter();
        table.print(new PrintWriter(out), terminal);
        return out.toString().lines().toList();
    }
}
