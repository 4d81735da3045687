package dev.sideband.bench;

import com.sun.management.OperatingSystemMXBean;

import java.lang.management.ManagementFactory;

/**
 * How much was done by a point of time, and what it took.
 *
 * @param nanos of the system's monotonic clock
 * @param cpuNanos of this process, all of its threads, the JVM's own too
 * @param done what was done
 */
record Moment(long nanos, long cpuNanos, long done) {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    static Moment now(long done) {
        return new Moment(System.nanoTime(), SYSTEM.getProcessCpuTime(), done);
    }

    /** What was done between this moment and a later one. */
    Rate until(Moment later) {
        long count = Math.max(1, later.done - done);
        return new Rate(
                count * 1e9 / (later.nanos - nanos), (later.cpuNanos - cpuNanos) / 1e3 / count);
    }

    /**
     * How fast something was done, and how dear.
     *
     * @param cpuMicros of this process, for each
     */
    record Rate(double perSecond, double cpuMicros) {}
}
