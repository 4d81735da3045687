package dev.sideband.collector.poll;

import dev.sideband.avro.Reachability;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells an operator how BMCs go: each that fails or comes back has a line of its own, but in one
 * period no more than a few. What is beyond them is one line at the period's end, by state and
 * reason, so that a rack that loses its switch does not fill the log. BMCs that answer for the
 * first time are only in that line. Any thread.
 */
final class StateLog {
    static final Duration PERIOD = Duration.ofMinutes(1);
    static final int LINES_IN_A_PERIOD = 20;

    private static final Logger LOG = LoggerFactory.getLogger(StateLog.class);

    private final LongSupplier nanoTime;
    private final Executor afterAPeriod;
    private final Map<String, Integer> untold = new TreeMap<>();
    private long began;
    private int lines;
    private boolean waiting;

    /** One that looks at the clock. */
    StateLog() {
        this(
                System::nanoTime,
                CompletableFuture.delayedExecutor(
                        PERIOD.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread));
    }

    /**
     * One for tests.
     *
     * @param afterAPeriod runs what it is given when a period is over
     */
    StateLog(LongSupplier nanoTime, Executor afterAPeriod) {
        this.nanoTime = nanoTime;
        this.afterAPeriod = afterAPeriod;
        this.began = nanoTime.getAsLong();
    }

    /** A BMC's state changed, or may have. */
    void became(String target, TargetState before, TargetState next) {
        if (!next.differsFrom(before)) {
            return;
        }
        boolean firstAnswer = before.state() == Reachability.UNKNOWN && next.failures() == 0;
        if (firstAnswer || !mayTell()) {
            count(kind(next, firstAnswer));
            return;
        }
        var line = next.failures() > 0 ? LOG.atWarn() : LOG.atInfo();
        line = line.addKeyValue("target", target).addKeyValue("state", word(next.state()));
        if (next.reason() != null) {
            line = line.addKeyValue("reason", next.reason().word());
        }
        line.log(next.detail() == null ? "the BMC answers again" : next.detail());
    }

    private synchronized boolean mayTell() {
        long now = nanoTime.getAsLong();
        if (now - began >= PERIOD.toNanos()) {
            began = now;
            lines = 0;
        }
        return lines++ < LINES_IN_A_PERIOD;
    }

    private synchronized void count(String kind) {
        untold.merge(kind, 1, Integer::sum);
        if (!waiting) {
            waiting = true;
            afterAPeriod.execute(this::tellTheRest);
        }
    }

    private static String kind(TargetState next, boolean firstAnswer) {
        if (firstAnswer) {
            return "answers";
        }
        return next.reason() == null
                ? word(next.state())
                : word(next.state()) + " " + next.reason().word();
    }

    private static String word(Reachability state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** What had no line of its own, in one. */
    synchronized void tellTheRest() {
        waiting = false;
        if (untold.isEmpty()) {
            return;
        }
        int bmcs = untold.values().stream().mapToInt(Integer::intValue).sum();
        var line = LOG.atInfo().addKeyValue("changes", bmcs);
        for (Map.Entry<String, Integer> kind : untold.entrySet()) {
            line = line.addKeyValue(kind.getKey().replace(' ', '-'), kind.getValue());
        }
        untold.clear();
        line.log("how further BMCs changed in the last minute; the topic status tells of each");
    }
}
