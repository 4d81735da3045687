package dev.sideband.bench;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What polling over Redfish takes.
 *
 * @param requestsPerPoll of one BMC, for its readings
 * @param otherRequestsPerPoll of one BMC, for its logs and inventory
 */
public record RedfishReport(
        int bmcs, FleetRun.Seen seen, double requestsPerPoll, double otherRequestsPerPoll) {
    /** The object of {@code bench collector --redfish --json}. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("bmcs", bmcs);
        json.put("polls", seen.polls());
        json.put("late_polls", seen.latePolls());
        json.put("failed_polls", seen.failedPolls());
        json.put("requests_per_poll", rounded(requestsPerPoll));
        json.put("other_requests_per_poll", rounded(otherRequestsPerPoll));
        json.put("readings_per_poll", rounded(seen.sensors()));
        json.put("cpu_us_per_reading", rounded(cpuMicrosPerReading()));
        json.put("cpu_share", rounded(seen.cpuShare()));
        json.put("bytes_per_bmc", seen.bytesPerBmc());
        return json;
    }

    /** Of this process, TLS and logs and all. */
    private double cpuMicrosPerReading() {
        double readings = seen.sensors() * seen.polls();
        return readings == 0 ? 0 : seen.cpuNanos() / 1e3 / readings;
    }

    /** For people. */
    public void print(PrintWriter out) {
        String label = "%,d BMCs over HTTPS".formatted(bmcs);
        out.printf("%-28s %,12.2f requests a BMC and poll, for readings%n", label, requestsPerPoll);
        out.printf("%-28s %,12.2f for logs and parts%n", "", otherRequestsPerPoll);
        out.printf("%-28s %,12.2f µs of CPU a reading%n", "", cpuMicrosPerReading());
        out.printf("%-28s %,12d bytes a BMC%n", "", seen.bytesPerBmc());
        out.printf("%-28s %,12d late of %,d polls%n", "", seen.latePolls(), seen.polls());
        out.println(seen.describe());
    }

    private static double rounded(double value) {
        return Math.rint(value * 100) / 100;
    }
}
