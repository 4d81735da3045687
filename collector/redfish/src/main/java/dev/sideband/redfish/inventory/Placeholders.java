package dev.sideband.redfish.inventory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What makers leave in fields that nobody filled; the list is {@code placeholders.txt}. */
final class Placeholders {
    private static final Set<String> ALL = read();

    private Placeholders() {}

    /** Whether a text says nothing. */
    static boolean isOne(String text) {
        return ALL.contains(text.toLowerCase(Locale.ROOT))
                || text.chars().allMatch(each -> each == '-' || each == '?' || each == 0xFFFD)
                || text.startsWith("$");
    }

    private static Set<String> read() {
        try (InputStream in = Placeholders.class.getResourceAsStream("placeholders.txt")) {
            if (in == null) {
                throw new IllegalStateException("placeholders.txt is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.strip().toLowerCase(Locale.ROOT))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
