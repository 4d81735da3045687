package dev.sideband.processor.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The last values of one sensor, the oldest giving way to the newest. Guarded by its server.
 *
 * <p>It grows with what comes, up to {@link #MAX_POINTS} and as long as the fleet's {@link Budget}
 * lasts; from then on it keeps its size.
 */
final class History {
    /** A quarter of an hour at one reading every five seconds. */
    static final int MAX_POINTS = 180;

    private static final int FIRST_POINTS = 4;

    private final Budget budget;
    private final Duration keep;
    private long[] times = {};
    private double[] values = {};
    private int start;
    private int size;

    History(Budget budget, Duration keep) {
        this.budget = budget;
        this.keep = keep;
    }

    void add(Instant at, double value) {
        if (size == times.length) {
            grow();
        }
        if (times.length == 0) {
            return;
        }
        int next = (start + size) % times.length;
        times[next] = at.toEpochMilli();
        values[next] = value;
        if (size == times.length) {
            start = (start + 1) % times.length;
        } else {
            size++;
        }
        forgetBefore(at.minus(keep).toEpochMilli());
    }

    private void forgetBefore(long millis) {
        while (size > 0 && times[start] < millis) {
            start = (start + 1) % times.length;
            size--;
        }
    }

    private void grow() {
        int wanted = Math.min(MAX_POINTS, Math.max(FIRST_POINTS, times.length * 2));
        if (wanted <= times.length || !budget.take(wanted - times.length)) {
            return;
        }
        long[] olderTimes = times;
        double[] olderValues = values;
        times = new long[wanted];
        values = new double[wanted];
        for (int i = 0; i < size; i++) {
            times[i] = olderTimes[(start + i) % olderTimes.length];
            values[i] = olderValues[(start + i) % olderValues.length];
        }
        start = 0;
    }

    /** The points from {@code from} to {@code to}, both included, in the order of their time. */
    List<Point> between(Instant from, Instant to) {
        var points = new ArrayList<Point>(size);
        for (int i = 0; i < size; i++) {
            Instant at = Instant.ofEpochMilli(times[(start + i) % times.length]);
            if (!at.isBefore(from) && !at.isAfter(to)) {
                points.add(new Point(at, values[(start + i) % values.length]));
            }
        }
        return points;
    }

    void release() {
        budget.give(times.length);
        times = Arrays.copyOf(times, 0);
        values = Arrays.copyOf(values, 0);
        size = 0;
        start = 0;
    }

    /** How many points the whole fleet may keep; 16 bytes each. */
    static final class Budget {
        static final long MAX_FLEET_POINTS = 4_000_000;

        private final AtomicLong left;

        Budget(long points) {
            left = new AtomicLong(points);
        }

        boolean take(long points) {
            return left.getAndUpdate(l -> l >= points ? l - points : l) >= points;
        }

        void give(long points) {
            left.addAndGet(points);
        }
    }
}
