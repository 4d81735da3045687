package dev.sideband.collector.metrics;

import java.util.List;

/**
 * Whether a collector does its work or stands by to do it, and what is missing where not.
 *
 * @param checks all that it depends on
 */
public record Readiness(List<Check> checks) {
    /**
     * One of the things that it depends on.
     *
     * @param detail for people, one line
     */
    public record Check(String name, boolean ok, String detail) {}

    public Readiness {
        checks = List.copyOf(checks);
    }

    public boolean isReady() {
        return checks.stream().allMatch(Check::ok);
    }
}
