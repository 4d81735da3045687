package dev.sideband.collector;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for a condition, and fails when it does not come true in time. */
public final class Await {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final Duration STEP = Duration.ofMillis(20);

    private Await() {}

    /** Something that becomes true. */
    public interface Condition {
        boolean holds() throws Exception;
    }

    public static void until(String what, Condition condition) throws Exception {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                fail("not within %d s: %s".formatted(LIMIT.toSeconds(), what));
            }
            boolean _ = never.await(STEP.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
