package dev.sideband.redfish.sensor;

import dev.sideband.redfish.discovery.Source;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What Sensors said of themselves beside their values, for those whose values reports give: a
 * report knows neither health nor unit. Sensors that are not well, or have a unit of their own, are
 * always read themselves.
 */
final class OwnWords {
    private final Map<String, String> health = new HashMap<>();

    void forget() {
        health.clear();
    }

    /** Keeps what the Sensor of {@code source} said. */
    void heard(Source source, List<Finding> findings, List<RedfishReading> told) {
        boolean plain =
                findings.size() == 1
                        && told.size() == 1
                        && findings.getFirst().measure().factor() == 1
                        && told.getFirst().quality() == Quality.GOOD
                        && told.getFirst().value() != null;
        String said = plain ? String.valueOf(told.getFirst().health()) : "";
        if (plain && (said.equals("OK") || told.getFirst().health() == null)) {
            health.put(source.path(), said);
        } else {
            health.remove(source.path());
        }
    }

    /** Whether a report may speak for the Sensor of {@code source}. */
    boolean allow(Source source) {
        return health.containsKey(source.path());
    }

    @Nullable String healthOf(Source source) {
        return "OK".equals(health.get(source.path())) ? "OK" : null;
    }
}
