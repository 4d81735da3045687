package dev.sideband.cli;

import org.jspecify.annotations.Nullable;

/** Units for people. */
final class Units {
    private Units() {}

    /** The usual sign of a unit in UCUM notation; empty for none. */
    static String symbol(@Nullable String ucum) {
        return switch (ucum) {
            case null -> "";
            case "Cel" -> "°C";
            case "[degF]" -> "°F";
            case "V.A" -> "VA";
            case "W.h" -> "Wh";
            default ->
                    ucum.startsWith("{") && ucum.endsWith("}")
                            ? ucum.substring(1, ucum.length() - 1)
                            : ucum;
        };
    }
}
