package dev.sideband.redfish.sensor;

import dev.sideband.redfish.discovery.MetricReport;
import dev.sideband.redfish.resource.ResourcePath;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The values of MetricReports that are current. Their times are by a clock that may be wrong (the
 * HGX BMC has none that lasts), so they are held against each other: a report is believed once its
 * times have gone on, and a value while it is no older than {@link #OLDEST} against the most
 * advanced of them.
 */
final class ReportedValues {
    /** Two polls of the usual length. */
    static final Duration OLDEST = Duration.ofSeconds(60);

    /** Reads without anything new after which a report is read no more often than what rests. */
    private static final int PATIENCE = 3;

    /** How far a report has come. */
    private static final class Progress {
        private Instant newest = Instant.MIN;
        private Duration ahead = Duration.ZERO;
        private boolean goesOn;
        private int stood;
    }

    private final Map<String, Progress> reports = new HashMap<>();
    private final Map<ResourcePath, Double> fresh = new HashMap<>();

    /** Before a look: nothing is known to be current. */
    void begin() {
        fresh.clear();
    }

    void forget() {
        reports.clear();
        fresh.clear();
    }

    /** The current value of the Sensor at {@code path}, if a report has one. */
    OptionalDouble of(String path) {
        if (fresh.isEmpty()) {
            return OptionalDouble.empty();
        }
        Double value = fresh.get(ResourcePath.of(path));
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** Whether the report at {@code path} has stood still for a while. */
    boolean stands(String path) {
        Progress progress = reports.get(path);
        return progress != null && progress.stood >= PATIENCE;
    }

    /** Takes the report at {@code path} as it was read {@code now}. */
    void take(String path, MetricReport report, Instant now) {
        Instant newest = report.newest();
        if (newest.equals(Instant.MIN)) {
            return;
        }
        Progress progress = reports.computeIfAbsent(path, _ -> new Progress());
        boolean first = progress.newest.equals(Instant.MIN);
        Duration ahead = Duration.between(now, newest);
        if (first || newest.isBefore(progress.newest)) {
            // Its clock was set back: what it showed before is no measure any longer.
            progress.ahead = ahead;
            progress.goesOn = false;
        } else if (newest.isAfter(progress.newest)) {
            progress.goesOn = true;
            progress.stood = 0;
        } else {
            progress.stood++;
        }
        progress.ahead = progress.ahead.compareTo(ahead) < 0 ? ahead : progress.ahead;
        progress.newest = newest;
        if (progress.goesOn) {
            Instant oldest = now.plus(progress.ahead).minus(OLDEST);
            report.values()
                    .forEach((sensor, value) -> {
                        if (!value.stale() && !value.time().isBefore(oldest)) {
                            fresh.put(sensor, value.number());
                        }
                    });
        }
    }
}
