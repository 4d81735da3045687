package dev.sideband.redfish.discovery;

import dev.sideband.redfish.resource.Resource;
import dev.sideband.redfish.resource.ResourcePath;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a MetricReport (DSP0268) says of Sensors: their readings, each with its time. Other metrics
 * are left out.
 *
 * @param values the newest of each Sensor, by its path
 * @param entries how many values of Sensors there are, older ones too
 */
public record MetricReport(Map<ResourcePath, Value> values, int entries) {
    /** XCC's reports hold a day, with thousands of values. */
    private static final int MAX_VALUES = 8_192;

    /**
     * A reading.
     *
     * @param stale whether the BMC says itself that it is old
     */
    public record Value(double number, Instant time, boolean stale) {}

    public MetricReport {
        values = Map.copyOf(values);
    }

    /** What {@code report} says; values without a number or a time are none. */
    public static MetricReport of(Resource report) {
        Map<ResourcePath, Value> values = new HashMap<>();
        int entries = 0;
        for (Resource entry : report.parts("MetricValues")) {
            ResourcePath sensor = sensor(entry);
            if (sensor != null && entries++ < MAX_VALUES) {
                Value value = value(entry);
                if (value != null) {
                    values.merge(sensor, value, MetricReport::newer);
                }
            }
        }
        return new MetricReport(values, entries);
    }

    private static Value newer(Value one, Value other) {
        return other.time.isBefore(one.time) ? one : other;
    }

    /** NVIDIA names the Sensor, others its Reading. */
    private static @Nullable ResourcePath sensor(Resource entry) {
        String property = entry.text("MetricProperty").orElse("");
        int fragment = property.indexOf('#');
        String path = fragment < 0 ? property : property.substring(0, fragment);
        boolean reading = fragment < 0 || property.substring(fragment).matches("(?i)#/?Reading");
        return reading && path.matches("(?i).*/Sensors/[^/]+/?") ? ResourcePath.of(path) : null;
    }

    private static @Nullable Value value(Resource entry) {
        OptionalDouble number = entry.number("MetricValue");
        if (number.isEmpty()) {
            return null;
        }
        Resource oem = entry.part("Oem");
        boolean stale =
                oem.names().stream()
                        .anyMatch(maker -> oem.part(maker).flag("MetricValueStale").orElse(false));
        try {
            Instant time = OffsetDateTime.parse(entry.text("Timestamp").orElse("")).toInstant();
            return new Value(number.getAsDouble(), time, stale);
        } catch (DateTimeException untold) {
            return null;
        }
    }

    /** The time of its newest value; the earliest there is where it has none. */
    public Instant newest() {
        return values.values().stream()
                .map(Value::time)
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
    }
}
