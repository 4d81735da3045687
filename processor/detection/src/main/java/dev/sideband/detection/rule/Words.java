package dev.sideband.detection.rule;

import dev.sideband.avro.Side;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/** Titles and evidence for people: values with their units as one writes them. */
public final class Words {
    private Words() {}

    /** "CPU1 Temp is 96 °C, at or above its upper critical threshold of 95 °C". */
    public static String threshold(
            String name, @Nullable Double value, @Nullable String unit, Level level) {
        var words = new StringBuilder(name);
        words.append(value == null ? " is" : " is " + value(value, unit) + ",");
        String severity = level.severity().name().toLowerCase(Locale.ROOT);
        Level.Limit limit = level.limit();
        if (limit == null) {
            return words.append(
                            switch (level.side()) {
                                case HIGH -> " too high (" + severity + ")";
                                case LOW -> " too low (" + severity + ")";
                                case NONE -> " " + severity;
                            })
                    .toString();
        }
        return words.append(level.side() == Side.LOW ? " at or below" : " at or above")
                .append(" its ")
                .append(limit.name())
                .append(" threshold of ")
                .append(value(limit.value(), unit))
                .toString();
    }

    /** The number and its unit: "96 °C", "12.06 V", "38 %". */
    public static String value(double value, @Nullable String unit) {
        String number =
                Math.abs(value - Math.rint(value)) < 0.005
                        ? String.format(Locale.ROOT, "%.0f", value)
                        : number(value);
        return unit == null ? number : number + " " + unit(unit);
    }

    private static String number(double value) {
        String digits = String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.3f" : "%.2f", value);
        return digits.replaceFirst("0+$", "");
    }

    /** UCUM's spelling in everyday signs. */
    private static String unit(String ucum) {
        return switch (ucum) {
            case "Cel" -> "°C";
            case "[degF]" -> "°F";
            case "{rpm}" -> "rpm";
            default -> ucum;
        };
    }
}
