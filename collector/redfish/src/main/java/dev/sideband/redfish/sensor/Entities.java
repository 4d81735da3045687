package dev.sideband.redfish.sensor;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells which part of the machine a sensor watches; the rules are in entities.txt. */
final class Entities {
    /**
     * A part of the machine.
     *
     * @param text in the words of IPMI; null where not told
     * @param instance which of several; null where not told
     */
    record Entity(@Nullable String text, @Nullable Integer instance) {}

    private record Rule(String entity, boolean byName, Pattern pattern) {}

    private static final int MAX_DIGITS = 4;

    private static final List<Rule> RULES = rules();

    private Entities() {}

    static Entity of(String name, @Nullable String context) {
        String plain = name.replace('_', ' ');
        for (Rule rule : RULES) {
            Matcher found =
                    rule.pattern.matcher(rule.byName ? plain : context == null ? "" : context);
            if (rule.byName ? found.find() : found.matches()) {
                return new Entity(rule.entity, number(found));
            }
        }
        return new Entity(null, null);
    }

    private static @Nullable Integer number(Matcher found) {
        String group = found.groupCount() > 0 ? found.group(1) : null;
        return group == null || group.length() > MAX_DIGITS || !group.matches("\\d+")
                ? null
                : Integer.valueOf(group);
    }

    private static List<Rule> rules() {
        try (InputStream in = Entities.class.getResourceAsStream("entities.txt")) {
            String text =
                    new String(
                            Objects.requireNonNull(in, "entities.txt is missing").readAllBytes(),
                            StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.strip().split("\\s+", 3))
                    .map(part ->
                            new Rule(
                                    part[0].replace('_', ' '),
                                    part[1].equals("name"),
                                    Pattern.compile(part[2], Pattern.CASE_INSENSITIVE)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
