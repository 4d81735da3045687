package dev.sideband.collector.metrics;

import org.hawkular.agent.prometheus.text.TextPrometheusMetricsProcessor;
import org.hawkular.agent.prometheus.types.Counter;
import org.hawkular.agent.prometheus.types.Gauge;
import org.hawkular.agent.prometheus.types.Histogram;
import org.hawkular.agent.prometheus.types.Metric;
import org.hawkular.agent.prometheus.types.MetricFamily;
import org.hawkular.agent.prometheus.walkers.CollectorPrometheusMetricsWalker;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a scraper that is not ours makes of a page of metrics. */
public record Scraped(List<MetricFamily> families) {
    public static Scraped of(String text) {
        var walker = new CollectorPrometheusMetricsWalker();
        new TextPrometheusMetricsProcessor(
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), walker)
                .walk();
        return new Scraped(walker.getAllMetricFamilies());
    }

    /** The sum of all that have these labels, as {@code name=value}; of histograms, the count. */
    public double sum(String name, String... labels) {
        return families.stream()
                .filter(family -> family.getName().equals(name))
                .flatMap(family -> family.getMetrics().stream())
                .filter(metric -> has(metric, labels))
                .mapToDouble(Scraped::value)
                .sum();
    }

    private static boolean has(Metric metric, String... labels) {
        for (String label : labels) {
            String[] parts = label.split("=", 2);
            if (!parts[1].equals(metric.getLabels().get(parts[0]))) {
                return false;
            }
        }
        return true;
    }

    private static double value(Metric metric) {
        return switch (metric) {
            case Counter counter -> counter.getValue();
            case Gauge gauge -> gauge.getValue();
            case Histogram histogram -> histogram.getSampleCount();
            default -> throw new IllegalArgumentException(metric.toString());
        };
    }

    /** Ours as a table, by name. */
    String table() {
        Map<String, String> rows = new TreeMap<>();
        for (MetricFamily family : families) {
            if (family.getName().startsWith("sideband_")) {
                rows.put(
                        family.getName(),
                        "| `%s` | %s | %s | %s |\n"
                                .formatted(
                                        family.getName(),
                                        family.getType().name().toLowerCase(Locale.ROOT),
                                        labels(family),
                                        family.getHelp()));
            }
        }
        return "| name | type | labels | what |\n|---|---|---|---|\n"
                + String.join("", rows.values());
    }

    private static String labels(MetricFamily family) {
        Map<String, TreeSet<String>> values = new TreeMap<>();
        for (Metric metric : family.getMetrics()) {
            metric.getLabels()
                    .forEach((label, value) ->
                            values.computeIfAbsent(label, _ -> new TreeSet<>()).add(value));
        }
        StringBuilder text = new StringBuilder();
        values.forEach((label, all) ->
                text.append(text.isEmpty() ? "" : "; ")
                        .append(label)
                        .append(": ")
                        .append(String.join(", ", all)));
        return text.toString();
    }
}
