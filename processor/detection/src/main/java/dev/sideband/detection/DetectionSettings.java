package dev.sideband.detection;

import java.time.Duration;

/**
 * What an operator can set.
 *
 * @param raiseAfter how long a sensor has to be in trouble before that counts
 * @param clearAfter how long it has to be well before that counts
 * @param staleAfterPolls polls in a row without evidence after which a firing alert is stale
 * @param silentAfterIntervals intervals without a status after which a BMC counts as silent
 * @param silentAfterAtLeast the same as a time, which holds where the intervals are short: a poll
 *     of a dead BMC takes its time-outs
 * @param quietAfter how long after a warning that only happens, such as a corrected memory error,
 *     its alert ends
 * @param criticalStays the same for what is critical
 * @param freshFor how old a log record may be and still raise an alert for what only happens
 */
public record DetectionSettings(
        Duration raiseAfter,
        Duration clearAfter,
        int staleAfterPolls,
        int silentAfterIntervals,
        Duration silentAfterAtLeast,
        Duration quietAfter,
        Duration criticalStays,
        Duration freshFor) {
    public DetectionSettings {
        notNegative("raise-after", raiseAfter);
        notNegative("clear-after", clearAfter);
        positive("stale-after-polls", staleAfterPolls);
        positive("silent-after-intervals", silentAfterIntervals);
        notNegative("silent-after-at-least", silentAfterAtLeast);
        notNegative("quiet-after", quietAfter);
        notNegative("critical-stays", criticalStays);
        notNegative("fresh-for", freshFor);
    }

    /** A sensor's word counts at once; the BMC has held and smoothed it already. */
    public static DetectionSettings defaults() {
        return new DetectionSettings(
                Duration.ZERO,
                Duration.ZERO,
                3,
                3,
                Duration.ofSeconds(20),
                Duration.ofHours(1),
                Duration.ofHours(24),
                Duration.ofHours(1));
    }

    private static void notNegative(String key, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(key + ": " + value + " is negative");
        }
    }

    private static void positive(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(key + ": " + value + " is less than 1");
        }
    }
}
