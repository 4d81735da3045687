package dev.sideband.collector.probe;

import dev.sideband.redfish.client.RedfishClient.Patience;

import java.util.concurrent.atomic.LongAdder;

/**
 * How much was read of all BMCs over Redfish: what was asked for, each resource once however often
 * it had to be sent, without logins.
 */
public final class RedfishRequests {
    private final LongAdder readings = new LongAdder();
    private final LongAdder others = new LongAdder();

    void add(Patience patience) {
        switch (patience) {
            case READING -> readings.increment();
            case LOG -> others.increment();
        }
    }

    /** For sensors, and to find out how to read them. */
    public long ofReadings() {
        return readings.sum();
    }

    /** For logs and inventory. */
    public long ofLogsAndParts() {
        return others.sum();
    }
}
