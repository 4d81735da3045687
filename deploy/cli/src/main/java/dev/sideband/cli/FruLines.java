package dev.sideband.cli;

import dev.sideband.demo.Printable;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A FRU for people: its areas as headings, what they say in aligned lines, empty fields left out.
 */
final class FruLines {
    /** What the keys of numbers end with. */
    private static final Map<String, String> UNITS =
            Map.of("w", "W", "va", "VA", "v", "V", "a", "A", "hz", "Hz", "ms", "ms", "s", "s");

    private final PrintWriter out;
    private final boolean colour;

    FruLines(PrintWriter out, boolean colour) {
        this.out = out;
        this.colour = colour;
    }

    void print(Map<String, @Nullable Object> fru) {
        area("chassis", fru.get("chassis"));
        area("board", fru.get("board"));
        area("product", fru.get("product"));
        if (fru.get("multirecords") instanceof List<?> records) {
            for (Object each : records) {
                if (each instanceof Map<?, ?> record) {
                    Map<Object, Object> rest = new LinkedHashMap<>(record);
                    area(String.valueOf(rest.remove("type")), rest);
                }
            }
        }
        if (fru.get("problems") instanceof List<?> problems) {
            for (Object problem : problems) {
                out.println("  " + Tone.WARNING.on(Printable.of("! " + problem), colour));
            }
        }
    }

    private void area(String name, @Nullable Object area) {
        if (area instanceof Map<?, ?> fields) {
            out.println("  " + name);
            fields.forEach((key, value) -> field(String.valueOf(key), value));
        }
    }

    private void field(String key, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case List<?> texts -> texts.forEach(text -> field(key, text));
            case Number number -> {
                int unitAt = key.lastIndexOf('_') + 1;
                String unit = unitAt == 0 ? null : UNITS.get(key.substring(unitAt));
                if (unit == null) {
                    line(key, number.toString());
                } else {
                    line(key.substring(0, unitAt - 1), number + " " + unit);
                }
            }
            default -> line(key, value.toString());
        }
    }

    private void line(String key, String text) {
        out.printf("    %-24s %s%n", key.replace('_', ' '), Printable.of(text));
    }
}
