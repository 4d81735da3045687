package dev.sideband.processor.query;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * What the API answers, as JSON with names in snake case. Times are ISO 8601 in UTC; what is not
 * known is null. {@link Mapping} makes them.
 */
final class Answers {
    private Answers() {}

    /** One page of a list; {@code next} is what to give as {@code after} for the next one. */
    record Page<T>(List<T> items, @Nullable String next) {}

    record Fleet(
            int servers,
            Map<String, Integer> reachability,
            Map<String, Integer> health,
            Map<String, Integer> alerts,
            long readings,
            boolean live) {}

    record Server(
            String id,
            @Nullable Place location,
            Map<String, String> labels,
            Polling polling,
            Score health,
            int critical,
            int warning) {}

    record Place(
            @Nullable String site,
            @Nullable String room,
            @Nullable String row,
            @Nullable String rack,
            @Nullable Integer unit,
            @Nullable String chassis) {}

    record Polling(
            String state,
            @Nullable String reason,
            @Nullable String detail,
            @Nullable String since,
            @Nullable String polledAt,
            @Nullable String lastGoodPoll,
            @Nullable Long intervalMs,
            @Nullable Long durationMs,
            @Nullable Integer sensorsExpected,
            @Nullable Integer sensorsGood,
            @Nullable String firmware) {}

    record Score(@Nullable Integer score, String band, List<Reason> reasons) {}

    record Reason(String alertId, int points, String text) {}

    record ServerDetail(Server server, List<SensorState> sensors, List<AlertState> alerts) {}

    record SensorState(
            String id,
            String name,
            String type,
            @Nullable String unit,
            @Nullable Double value,
            @Nullable String quality,
            @Nullable String status,
            @Nullable String side,
            List<String> states,
            @Nullable String observedAt,
            @Nullable String entity,
            Map<String, Double> thresholds) {}

    record AlertState(
            String id,
            long seq,
            long episode,
            String state,
            String severity,
            String target,
            String rule,
            @Nullable String sensor,
            @Nullable String component,
            String title,
            String reason,
            boolean stale,
            @Nullable Double value,
            @Nullable String unit,
            @Nullable Double threshold,
            String side,
            String startedAt,
            String changedAt,
            @Nullable String resolvedAt,
            @Nullable Place location,
            List<Proof> evidence) {}

    record Proof(String topic, String id, String observedAt, String summary) {}

    /** Values over time; a point is milliseconds since 1970 and the value. */
    record Readings(String server, List<Series> series, boolean truncated) {}

    record Series(String sensor, @Nullable String unit, List<List<Number>> points) {}

    record Failure(Problem error) {}

    record Problem(String code, String message) {}

    record Health(String status) {}
}
