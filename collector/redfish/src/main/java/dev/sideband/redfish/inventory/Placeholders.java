package dev.sideband.redfish.inventory;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What makers leave in fields that nobody filled; the list is {@code placeholders.txt}. */
final class Placeholders {
    private static final Set<String> ALL =
            DataFile.lines("placeholders.txt").stream()
                    .map(line -> line.toLowerCase(Locale.ROOT))
                    .collect(Collectors.toUnmodifiableSet());

    private Placeholders() {}

    /** Whether a text says nothing. */
    static boolean isOne(String text) {
        return ALL.contains(text.toLowerCase(Locale.ROOT))
                || text.startsWith("$")
                || text.codePoints().noneMatch(Character::isLetterOrDigit);
    }
}
