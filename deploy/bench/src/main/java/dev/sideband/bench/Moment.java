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
        return new Rate(later.nanos - nanos, later.cpuNanos - cpuNanos, later.done - done);
    }

    /**
     * How fast something was done, and how dear.
     *
     * @param nanos that it took
     * @param cpuNanos of this process
     * @param done how much it was
     */
    record Rate(long nanos, long cpuNanos, long done) {
        static final Rate NONE = new Rate(0, 0, 0);

        Rate plus(Rate more) {
            return new Rate(nanos + more.nanos, cpuNanos + more.cpuNanos, done + more.done);
        }

        double perSecond() {
            return done * 1e9 / Math.max(1, nanos);
        }

        /** Of this process, for each. */
        double cpuMicros() {
            return cpuNanos / 1e3 / Math.max(1, done);
        }
    }
}
