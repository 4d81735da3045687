package dev.sideband.runtime;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: a whole number and a unit, such as {@code 30s}. */
public final class Durations {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final int SHOWN_CHARACTERS = 40;

    private Durations() {}

    /**
     * Reads a duration in milliseconds, seconds, minutes, hours or days: {@code 250ms}, {@code
     * 30s}, {@code 5m}, {@code 2h}, {@code 1d}.
     *
     * @throws IllegalArgumentException when {@code text} is none
     */
    public static Duration parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" is no duration: write a whole number and a unit, such as 250ms, 30s, 5m, 2h or 1d"
                            .formatted(shown(text)));
        }
        long amount = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static String shown(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= SHOWN_CHARACTERS ? line : line.substring(0, SHOWN_CHARACTERS) + "…";
    }
}
