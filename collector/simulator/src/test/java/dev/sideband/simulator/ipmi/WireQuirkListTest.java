package dev.sideband.simulator.ipmi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** The list {@code wire-quirks.txt} is whole: each quirk of it is played, and shown by a test. */
class WireQuirkListTest {
    private static final int LAST = 42;

    private final List<Row> rows = read();

    private record Row(String number, List<String> quirks, List<String> tests) {
        static Row parse(String line) {
            String[] cells = line.split("\\|", -1);
            assertThat(cells).as(line).hasSize(4);
            return new Row(cells[0].strip(), list(cells[2]), list(cells[3]));
        }

        private static List<String> list(String cell) {
            return Arrays.stream(cell.split(",", -1)).map(String::strip).toList();
        }
    }

    private static List<Row> read() {
        InputStream in = WireQuirkListTest.class.getResourceAsStream("wire-quirks.txt");
        var reader =
                new BufferedReader(
                        new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8));
        return reader.lines().filter(line -> !line.startsWith("#")).map(Row::parse).toList();
    }

    /** Every enum of quirks, as the sealed interface names them. */
    private static List<WireQuirk> all() {
        return Arrays.stream(WireQuirk.class.getPermittedSubclasses())
                .flatMap(type -> Arrays.stream(type.getEnumConstants()))
                .map(WireQuirk.class::cast)
                .toList();
    }

    @Test
    void numbersAreWhole() {
        List<String> numbers = IntStream.rangeClosed(1, LAST).mapToObj(String::valueOf).toList();

        assertThat(rows)
                .extracting(Row::number)
                .filteredOn(number -> !number.equals("any"))
                .isEqualTo(numbers);
    }

    @Test
    void everyQuirkOfTheSimulatorIsInTheList() {
        List<String> named = rows.stream().flatMap(row -> row.quirks().stream()).toList();

        assertThat(named).containsAll(all().stream().map(WireQuirk::name).toList());
        assertThat(all().stream().map(WireQuirk::name).toList()).containsAll(named);
        System.out.printf("wire quirks played: %d, in %d rows%n", all().size(), rows.size());
    }

    @Test
    void everyRowIsShownByATest() throws Exception {
        for (Row row : rows) {
            assertThat(row.tests()).as(row.number()).isNotEmpty();
            for (String test : row.tests()) {
                String[] name = test.split("\\.", -1);
                String type = WireQuirkListTest.class.getPackageName() + "." + name[0];
                assertThat(Class.forName(type).getDeclaredMethods())
                        .as("%s: %s", row.number(), test)
                        .extracting(Method::getName)
                        .contains(name[1]);
            }
        }
    }

    @Test
    void everyQuirkSaysWhereItWasSeen() {
        assertThat(all()).allSatisfy(quirk -> assertThat(quirk.firmware()).isNotBlank());
    }
}
