package dev.sideband.bench;

import dev.sideband.collector.poll.PollReport;

import java.time.Duration;
import java.util.Arrays;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** How late polls began and how long they took, but for those of BMCs that do not count. */
final class PollTimes implements Consumer<PollReport> {
    /** A poll that begins later than this share of its interval after it was due is late. */
    private static final int LATE_SHARE = 10;

    private static final double HALF = 0.5;
    private static final double P99 = 0.99;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Duration interval;
    private final Queue<PollReport> reports = new ConcurrentLinkedQueue<>();
    private volatile Set<String> leftOut = Set.of();

    PollTimes(Duration interval) {
        this.interval = interval;
    }

    /**
     * Polls of some time.
     *
     * @param late those that began a tenth of their interval or more after they were due
     * @param latenessP50 how much later a poll began than it was due, in milliseconds
     * @param tookP50 how long a poll took, in milliseconds
     */
    record Summary(
            int polls,
            long late,
            double latenessP50,
            double latenessP99,
            double tookP50,
            double tookP99) {}

    @Override
    public void accept(PollReport report) {
        if (!leftOut.contains(report.target())) {
            reports.add(report);
        }
    }

    /** Begins anew. */
    void begin(Set<String> without) {
        leftOut = without;
        reports.clear();
    }

    Summary summary() {
        double[] lateness = millis(reports.stream().map(PollReport::late).toArray(Duration[]::new));
        double[] took = millis(reports.stream().map(PollReport::took).toArray(Duration[]::new));
        double limit = (double) interval.toMillis() / LATE_SHARE;
        return new Summary(
                took.length,
                Arrays.stream(lateness).filter(one -> one > limit).count(),
                quantile(lateness, HALF),
                quantile(lateness, P99),
                quantile(took, HALF),
                quantile(took, P99));
    }

    private static double[] millis(Duration... durations) {
        return Arrays.stream(durations)
                .mapToDouble(one -> one.toNanos() / NANOS_PER_MILLI)
                .sorted()
                .toArray();
    }

    private static double quantile(double[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) (share * (sorted.length - 1))];
    }
}
