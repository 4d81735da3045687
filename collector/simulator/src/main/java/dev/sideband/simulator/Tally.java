package dev.sideband.simulator;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What a BMC was asked for, for tests of those who must not ask for more than they need. */
public final class Tally {
    private final Map<Kind, LongAdder> counts = new EnumMap<>(Kind.class);

    /** Kinds of requests. */
    public enum Kind {
        /** IPMI: messages of a login; Redfish: sessions. */
        LOGIN,
        /** IPMI: sensor data records, or parts of them. */
        SDR,
        /** IPMI: readings of sensors. */
        READING,
        /** IPMI: thresholds of sensors. */
        THRESHOLDS,
        /** IPMI: records of the log; Redfish: its pages and entries. */
        LOG,
        /** IPMI: parts of FRU devices. */
        FRU,
        /** Redfish: every other resource. */
        RESOURCE,
        OTHER
    }

    public Tally() {
        for (Kind kind : Kind.values()) {
            counts.put(kind, new LongAdder());
        }
    }

    public void add(Kind kind) {
        of(kind).increment();
    }

    /** All of these kinds. */
    public long count(Kind... kinds) {
        long sum = 0;
        for (Kind kind : kinds) {
            sum += of(kind).sum();
        }
        return sum;
    }

    /** Of all kinds. */
    public long all() {
        return count(Kind.values());
    }

    /** Begins to count anew. */
    public void reset() {
        counts.values().forEach(LongAdder::reset);
    }

    private LongAdder of(Kind kind) {
        return counts.computeIfAbsent(kind, _ -> new LongAdder());
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
