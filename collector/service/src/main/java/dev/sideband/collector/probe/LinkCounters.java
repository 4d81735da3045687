package dev.sideband.collector.probe;

import dev.sideband.ipmi.client.SessionObserver;
import dev.sideband.ipmi.session.DropReason;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what all sessions of one protocol do; any thread. */
public final class LinkCounters implements SessionObserver {
    private final LongAdder requests = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder opened = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final Map<FailureReason, LongAdder> failures = new EnumMap<>(FailureReason.class);
    private final Map<DropReason, LongAdder> drops = new EnumMap<>(DropReason.class);

    LinkCounters() {
        for (FailureReason reason : FailureReason.values()) {
            failures.put(reason, new LongAdder());
        }
        for (DropReason reason : DropReason.values()) {
            drops.put(reason, new LongAdder());
        }
    }

    @Override
    public void sent() {
        requests.increment();
    }

    @Override
    public void retried() {
        retries.increment();
    }

    @Override
    public void dropped(DropReason reason) {
        count(drops, reason);
    }

    void opened() {
        opened.increment();
    }

    void ended() {
        ended.increment();
    }

    /** A session could not be opened. */
    void failed(FailureReason reason) {
        count(failures, reason);
    }

    private static <K> void count(Map<K, LongAdder> counts, K reason) {
        LongAdder count = counts.get(reason);
        if (count != null) {
            count.increment();
        }
    }

    private static <K> long sum(Map<K, LongAdder> counts, K reason) {
        LongAdder count = counts.get(reason);
        return count == null ? 0 : count.sum();
    }

    /** Requests that left for the first time. */
    public long requests() {
        return requests.sum();
    }

    /** Requests that left again, because no answer came or the BMC was busy. */
    public long retries() {
        return retries.sum();
    }

    public long sessionsOpened() {
        return opened.sum();
    }

    public long sessionsEnded() {
        return ended.sum();
    }

    /** Sessions that could not be opened. */
    public long failures(FailureReason reason) {
        return sum(failures, reason);
    }

    /** Datagrams that a session did not take. */
    public long drops(DropReason reason) {
        return sum(drops, reason);
    }
}
