package dev.sideband.detection.health;

import dev.sideband.avro.Alert;
import dev.sideband.avro.HealthReason;
import dev.sideband.avro.Severity;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The health of a server: 100 less the points of what is wrong with it.
 *
 * <p>Each component costs what its worst alert costs. Where too little can be seen, because the BMC
 * is silent or most sensors give nothing, there is no score: not seeing a fault is not health.
 *
 * @param score 0 to 100; null: unknown
 * @param band OK from 90, WATCH from 70, DEGRADED from 40, CRITICAL below, UNKNOWN
 * @param reasons what took the points, the most costly first; with the score they make 100, unless
 *     they are more than that
 */
public record HealthScore(@Nullable Integer score, String band, List<HealthReason> reasons) {
    /** The part of the sensors that has to be seen. */
    public static final double MIN_COVERAGE = 0.5;

    private static final int CRITICAL_POINTS = 40;
    private static final int WARNING_POINTS = 10;
    private static final int INFO_POINTS = 2;

    private static final Map<String, Double> WEIGHTS =
            Map.of(
                    "uncorrectable", 1.5,
                    "redundancy lost", 1.5,
                    "insufficient resources", 1.5,
                    "intrusion", 0.5,
                    "inlet", 0.7,
                    "ambient", 0.7);

    private static final Comparator<HealthReason> MOST_COSTLY_FIRST =
            Comparator.comparingInt(HealthReason::getPoints)
                    .reversed()
                    .thenComparing(HealthReason::getAlertId);

    public HealthScore {
        reasons = List.copyOf(reasons);
    }

    /**
     * The score that {@code firing} leaves.
     *
     * @param silent whether the BMC cannot be observed
     * @param coverage the part of the expected sensors that is seen; null: not known yet
     */
    public static HealthScore of(
            Collection<Alert> firing, boolean silent, @Nullable Double coverage) {
        var worst = new HashMap<String, HealthReason>();
        for (Alert alert : firing) {
            int points = points(alert);
            if (points > 0) {
                var reason = new HealthReason(alert.getAlertId(), points, alert.getTitle());
                worst.merge(component(alert), reason, HealthScore::worse);
            }
        }
        List<HealthReason> reasons = worst.values().stream().sorted(MOST_COSTLY_FIRST).toList();
        if (silent || coverage == null || coverage < MIN_COVERAGE) {
            return new HealthScore(null, "UNKNOWN", reasons);
        }
        int lost = reasons.stream().mapToInt(HealthReason::getPoints).sum();
        int score = Math.max(0, 100 - lost);
        return new HealthScore(score, band(score), reasons);
    }

    private static String band(int score) {
        if (score >= 90) {
            return "OK";
        }
        if (score >= 70) {
            return "WATCH";
        }
        return score >= 40 ? "DEGRADED" : "CRITICAL";
    }

    private static HealthReason worse(HealthReason one, HealthReason other) {
        return MOST_COSTLY_FIRST.compare(one, other) <= 0 ? one : other;
    }

    private static String component(Alert alert) {
        if (alert.getSensor() != null) {
            return alert.getSensor();
        }
        return alert.getComponent() == null ? alert.getAlertId() : alert.getComponent();
    }

    private static int points(Alert alert) {
        // Silence is no fault of the server's; it shows in the score being unknown.
        int base = alert.getRule().equals("silent") ? 0 : base(alert.getSeverity());
        return (int) Math.round(base * weight(alert));
    }

    private static int base(Severity severity) {
        return switch (severity) {
            case CRITICAL -> CRITICAL_POINTS;
            case WARNING -> WARNING_POINTS;
            case INFO -> INFO_POINTS;
            case OK, UNKNOWN -> 0;
        };
    }

    /** Lost data and the last reserve weigh more; what the room does to the server weighs less. */
    private static double weight(Alert alert) {
        String title = alert.getTitle().toLowerCase(Locale.ROOT);
        return WEIGHTS.entrySet().stream()
                .filter(entry -> title.contains(entry.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .max()
                .orElse(1);
    }
}
