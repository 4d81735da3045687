package dev.sideband.bench;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/** What this JVM holds on to. Stacks of parked virtual threads are on the heap and so counted. */
final class HeldMemory {
    /** What the first collection queues for cleaning, the second one finds cleaned. */
    private static final int COLLECTIONS = 3;

    private HeldMemory() {}

    /** Live bytes on the heap and in buffers beside it, after collecting what is garbage. */
    static long bytes() {
        for (int n = 0; n < COLLECTIONS; n++) {
            System.gc();
        }
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long direct =
                ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                        .mapToLong(BufferPoolMXBean::getMemoryUsed)
                        .sum();
        return heap + direct;
    }
}
