package dev.sideband.redfish.sensor;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Knows quantities by their names; the rules are in same-quantity.txt. */
public final class SameQuantity {
    private record Rule(SensorKind kind, String quantity, Pattern pattern) {}

    private static final List<Rule> RULES = rules();

    private SameQuantity() {}

    /** Which quantity of the machine a sensor of this name measures; null where none is known. */
    public static @Nullable String role(SensorKind kind, String name) {
        String text = name.replaceAll("[_.]+", " ").strip();
        for (Rule rule : RULES) {
            if (rule.kind == kind) {
                Matcher found = rule.pattern.matcher(text);
                if (found.find()) {
                    return found.groupCount() > 0
                            ? rule.quantity.replace("$1", found.group(1))
                            : rule.quantity;
                }
            }
        }
        return null;
    }

    /**
     * A name without what documents spell differently: {@code CPU #1 Temperature} and {@code CPU1
     * Temp} are the same.
     */
    public static String plain(String name) {
        return name.toLowerCase(Locale.ROOT)
                .replaceAll("temperature", "temp")
                .replaceAll("[^a-z0-9.+~]+", "");
    }

    private static List<Rule> rules() {
        try (InputStream in = SameQuantity.class.getResourceAsStream("same-quantity.txt")) {
            String text =
                    new String(
                            Objects.requireNonNull(in, "same-quantity.txt is missing")
                                    .readAllBytes(),
                            StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.strip().split("\\s+", 3))
                    .map(part ->
                            new Rule(
                                    SensorKind.valueOf(part[0]),
                                    part[1],
                                    Pattern.compile(part[2], Pattern.CASE_INSENSITIVE)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
