package dev.sideband.ipmi.sel;

import dev.sideband.ipmi.wire.Bytes;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Words of a vendor's table with values of the record in them, in braces. {@code F} is an {@link
 * OemField}.
 *
 * <ul>
 *   <li>{@code {F}} decimal; {@code {F*16}}, {@code {F+1}} after some arithmetic
 *   <li>{@code {Fx}} hexadecimal with an h behind it, {@code {Fh}} the two digits alone
 *   <li>{@code {F=a,b,c}} a, b or c for 0, 1 or 2; the whole text is void for other values and for
 *       names that are empty
 *   <li>{@code {F&}} the bits that are set, the lowest is 1; {@code {F&+8*G}} 8 × G more
 * </ul>
 */
final class OemText {
    private static final Pattern VALUE =
            Pattern.compile(
                    "\\{(?<field>[0-9]+(?::[0-9](?:-[0-9])?)?)"
                            + "(?:(?<format>[xh])|\\*(?<factor>[0-9]+)|\\+(?<more>[0-9]+)"
                            + "|=(?<names>[^}]*)|(?<bits>&)(?:\\+8\\*(?<bank>[0-9:-]+))?)?}");

    private final List<Part> parts;

    private OemText(List<Part> parts) {
        this.parts = parts;
    }

    private sealed interface Part {
        /** Null where the value has no name. */
        @Nullable String of(Bytes data);
    }

    private record Words(String text) implements Part {
        @Override
        public String of(Bytes data) {
            return text;
        }
    }

    private record Decimal(OemField field, int factor, int more) implements Part {
        @Override
        public String of(Bytes data) {
            return Integer.toString(field.of(data) * factor + more);
        }
    }

    private record Hex(OemField field, String format) implements Part {
        @Override
        public String of(Bytes data) {
            return format.formatted(field.of(data));
        }
    }

    private record Name(OemField field, List<String> names) implements Part {
        @Override
        public @Nullable String of(Bytes data) {
            int value = field.of(data);
            return value < names.size() && !names.get(value).isEmpty() ? names.get(value) : null;
        }
    }

    private record Bits(OemField field, @Nullable OemField bank) implements Part {
        @Override
        public @Nullable String of(Bytes data) {
            int value = field.of(data);
            int first = 1 + (bank == null ? 0 : Byte.SIZE * bank.of(data));
            return value == 0
                    ? null
                    : IntStream.range(0, Byte.SIZE)
                            .filter(bit -> (value >> bit & 1) != 0)
                            .mapToObj(bit -> Integer.toString(first + bit))
                            .collect(Collectors.joining(" and "));
        }
    }

    static OemText parse(String template) {
        var parts = new ArrayList<Part>();
        Matcher value = VALUE.matcher(template);
        int end = 0;
        while (value.find()) {
            parts.add(new Words(template.substring(end, value.start())));
            parts.add(part(value));
            end = value.end();
        }
        String rest = template.substring(end);
        if (rest.contains("{")) {
            throw new IllegalArgumentException("not a value: " + rest);
        }
        parts.add(new Words(rest));
        return new OemText(parts);
    }

    private static Part part(Matcher value) {
        OemField field = OemField.parse(value.group("field"));
        if (value.group("format") != null) {
            return new Hex(field, value.group("format").equals("x") ? "%02Xh" : "%02X");
        }
        if (value.group("names") != null) {
            return new Name(field, List.of(value.group("names").split(",", -1)));
        }
        if (value.group("bits") != null) {
            String bank = value.group("bank");
            return new Bits(field, bank == null ? null : OemField.parse(bank));
        }
        return new Decimal(field, number(value.group("factor"), 1), number(value.group("more"), 0));
    }

    private static int number(@Nullable String digits, int otherwise) {
        return digits == null ? otherwise : Integer.parseInt(digits);
    }

    /** The text for a record's data; null where it says nothing of these values. */
    @Nullable String of(Bytes data) {
        var text = new StringBuilder();
        for (Part part : parts) {
            String said = part.of(data);
            if (said == null) {
                return null;
            }
            text.append(said);
        }
        return text.toString();
    }
}
