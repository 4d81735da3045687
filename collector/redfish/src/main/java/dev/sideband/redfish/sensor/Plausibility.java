package dev.sideband.redfish.sensor;

import java.util.regex.Pattern;

/** Tells numbers that can be from those that cannot. */
final class Plausibility {
    private static final double COLDEST = -40;
    private static final double HOTTEST = 150;

    /** Beyond the highest mains and direct-current feeds of a server. */
    private static final double HIGHEST_VOLTS = 530;

    private static final double MOST_PERCENT = 1000;

    private static final Pattern MARGIN =
            Pattern.compile(
                    "\\bDTS\\b|margin|mgn|\\bthrm\\b|tj ?max|tcontrol|tcrit|t-?limit",
                    Pattern.CASE_INSENSITIVE);

    private Plausibility() {}

    /** Whether a temperature of this name counts down to a limit instead of up from freezing. */
    static boolean isMargin(String name) {
        return MARGIN.matcher(name.replace('_', ' ')).find();
    }

    /** Whether the value of {@code finding}, if there is one, is one that can be. */
    static boolean isPossible(Finding finding) {
        if (finding.value().isEmpty()) {
            return true;
        }
        double value = finding.value().getAsDouble();
        return switch (finding.kind()) {
            case TEMPERATURE -> isMargin(finding.name()) || (value >= COLDEST && value <= HOTTEST);
            case VOLTAGE -> Math.abs(value) <= HIGHEST_VOLTS;
            case FAN ->
                    value >= 0 && (!"%".equals(finding.measure().unit()) || value <= MOST_PERCENT);
            case HUMIDITY -> value >= 0 && value <= 100;
            case CURRENT, POWER, ENERGY, FREQUENCY, PERCENTAGE, OTHER, DISCRETE -> true;
        };
    }
}
