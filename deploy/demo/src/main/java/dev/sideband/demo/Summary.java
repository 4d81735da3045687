package dev.sideband.demo;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a demo has shown.
 *
 * @param bmcs the simulated BMCs
 * @param readings what came on {@code readings}
 * @param events the hardware log records that came on {@code events}
 * @param alertsFired how often an alert began
 * @param alertsResolved how often an alert ended
 * @param proof what the topics lack or have twice
 */
public record Summary(
        int bmcs, long readings, long events, long alertsFired, long alertsResolved, Proof proof) {
    public long lost() {
        return proof.lost();
    }

    public long duplicated() {
        return proof.duplicated();
    }

    /** For people. */
    public void print(PrintWriter out) {
        out.printf(
                "%n%,d BMCs, %,d readings, %,d log records; %,d alerts fired, %,d resolved; %,d"
                        + " lost, %,d duplicated%n",
                bmcs, readings, events, alertsFired, alertsResolved, lost(), duplicated());
    }

    /** The object of {@code demo --json}; incidents are not correlated yet, so there are none. */
    public Map<String, Long> toJson() {
        Map<String, Long> json = new LinkedHashMap<>();
        json.put("bmcs", (long) bmcs);
        json.put("readings", readings);
        json.put("events", events);
        json.put("alerts_fired", alertsFired);
        json.put("alerts_resolved", alertsResolved);
        json.put("incidents", 0L);
        json.put("lost", lost());
        json.put("duplicated", duplicated());
        return json;
    }
}
