package dev.sideband.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the BMCs of a fleet were polled, before and after some of them became sick.
 *
 * @param alone all of them, when all were well
 * @param sick how many became sick
 * @param others the rest, then
 */
record BesideSick(PollTimes.Summary alone, int sick, PollTimes.Summary others) {
    /**
     * How long a poll of one that is well takes beside sick ones, against before, by the medians.
     */
    double ratio() {
        return others.tookP50() / Math.max(Double.MIN_NORMAL, alone.tookP50());
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("alone", toJson(alone));
        json.put("sick", sick);
        json.put("others", toJson(others));
        json.put("ratio_poll_p50", rounded(ratio()));
        return json;
    }

    private static Map<String, Object> toJson(PollTimes.Summary summary) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("polls", summary.polls());
        json.put("late_polls", summary.late());
        json.put("lateness_p50_ms", rounded(summary.latenessP50()));
        json.put("lateness_p99_ms", rounded(summary.latenessP99()));
        json.put("poll_p50_ms", rounded(summary.tookP50()));
        json.put("poll_p99_ms", rounded(summary.tookP99()));
        return json;
    }

    private static double rounded(double value) {
        return Math.rint(value * 1_000) / 1_000;
    }

    /** For people. */
    String describe() {
        return "%s%n%s%nothers' polls took %.3f times as long as before"
                .formatted(
                        line("all well", alone),
                        line("beside %,d sick ones".formatted(sick), others),
                        ratio());
    }

    private static String line(String name, PollTimes.Summary summary) {
        return "%-28s %,12d polls, %d late; begun %.1f ms after they were due (p99 %.1f), took %.1f ms (p99 %.1f)"
                .formatted(
                        name,
                        summary.polls(),
                        summary.late(),
                        summary.latenessP50(),
                        summary.latenessP99(),
                        summary.tookP50(),
                        summary.tookP99());
    }
}
