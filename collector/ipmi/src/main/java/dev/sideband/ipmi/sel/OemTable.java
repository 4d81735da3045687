package dev.sideband.ipmi.sel;

import dev.sideband.ipmi.sdr.EventState;
import dev.sideband.ipmi.sdr.Severity;
import dev.sideband.ipmi.sel.OemRule.Condition;
import dev.sideband.ipmi.sel.OemRule.When;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The table of one vendor, a resource {@code oem/NAME.txt}: cells between bars, one rule a line.
 *
 * <pre>
 * vendor|674|Dell                     the manufacturer ids, in decimal, and the name
 * product|0070 004d                   for these product ids, in hexadecimal; * for all
 * when|type=13 number=04 event=70     for these events, in hexadecimal; from: the generator id
 * state|0,2|critical|ok|TEXT          the states at these offsets
 * data|2 3:7=1|TEXT                   event data 2 and 3, here where bit 7 of data 3 is set
 * record|dd|2=01|info|TEXT            records of the vendor's own types
 * </pre>
 *
 * A {@code product} holds up to the next one, a {@code when} up to the next of both; the first rule
 * that fits counts. {@link OemText} has how values stand in a text.
 */
final class OemTable {
    private static final int MAX_CELLS = 5;

    private final String resource;
    private final List<Scoped> rules = new ArrayList<>();
    private Set<Integer> vendors = Set.of();
    private String vendor = "";
    private Set<Integer> product = Set.of();
    private When when = When.ANY;

    /** A rule with the products that it is for; none for all. */
    private record Scoped(Set<Integer> products, OemRule rule) {
        boolean covers(int productId) {
            return products.isEmpty() || products.contains(productId);
        }
    }

    private OemTable(String resource) {
        this.resource = resource;
    }

    static OemTable load(String resource) {
        var table = new OemTable(resource);
        try (InputStream in = OemTable.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException(resource + " is missing from the jar");
            }
            try (var reader =
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                reader.lines().forEach(table::read);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return table;
    }

    /** Reads a table that is not a resource. */
    static OemTable of(String text) {
        var table = new OemTable("table");
        text.lines().forEach(table::read);
        return table;
    }

    Set<Integer> vendors() {
        return vendors;
    }

    String vendor() {
        return vendor;
    }

    /** The rules for a product, in their order. */
    List<OemRule> rules(int productId) {
        return rules.stream().filter(scoped -> scoped.covers(productId)).map(Scoped::rule).toList();
    }

    private void read(String line) {
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        String[] cells = line.split("\\|", MAX_CELLS);
        try {
            switch (cells[0]) {
                case "vendor" -> {
                    vendors = ids(cells[1], 10);
                    vendor = cells[2];
                }
                case "product" -> {
                    product = cells[1].equals("*") ? Set.of() : ids(cells[1], 16);
                    when = When.ANY;
                }
                case "when" -> when = when(cells[1]);
                case "state" -> add(state(cells));
                case "data" -> add(new OemRule.Data(when, conditions(cells[1]), text(cells[2])));
                case "record" -> add(whole(cells));
                default -> throw new IllegalArgumentException("no such rule");
            }
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException wrong) {
            throw new IllegalArgumentException(
                    "%s: \"%s\": %s".formatted(resource, line, wrong.getMessage()), wrong);
        }
    }

    private void add(OemRule rule) {
        rules.add(new Scoped(product, rule));
    }

    private OemRule.State state(String[] cells) {
        var state = new EventState(cells[4], severity(cells[2]), severity(cells[3]), true);
        return new OemRule.State(when, OemValues.parse(cells[1]), state);
    }

    private static OemRule.Whole whole(String[] cells) {
        return new OemRule.Whole(
                OemValues.parse(cells[1]),
                conditions(cells[2]),
                severity(cells[3]),
                text(cells[4]));
    }

    private static When when(String cell) {
        Map<String, OemValues> values = new HashMap<>();
        for (String word : cell.split(" ", -1)) {
            String[] parts = word.split("=", 2);
            values.put(parts[0], OemValues.parse(parts[1]));
        }
        var when =
                new When(
                        values.getOrDefault("from", OemValues.all()),
                        values.getOrDefault("type", OemValues.all()),
                        values.getOrDefault("number", OemValues.all()),
                        values.getOrDefault("event", OemValues.all()));
        values.keySet().removeAll(Set.of("from", "type", "number", "event"));
        if (!values.isEmpty()) {
            throw new IllegalArgumentException("unknown words " + values.keySet());
        }
        return when;
    }

    private static List<Condition> conditions(String cell) {
        return Arrays.stream(cell.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .map(Condition::parse)
                .toList();
    }

    private static OemText text(String cell) {
        return OemText.parse(cell);
    }

    private static Set<Integer> ids(String cell, int radix) {
        return Arrays.stream(cell.split(" ", -1))
                .map(id -> Integer.parseInt(id, radix))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Severity severity(String word) {
        return Severity.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
