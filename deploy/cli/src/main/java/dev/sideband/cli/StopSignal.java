package dev.sideband.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, SIGTERM or the end of {@code --for}: whatever runs until then is stopped in order.
 *
 * <p>The JVM waits in its shutdown until {@link #close}, so that the command's own thread can end
 * its work, but not longer than {@link #STOP_LIMIT}.
 */
final class StopSignal implements AutoCloseable {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    private StopSignal() {}

    static StopSignal listen() {
        var signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::ask, "stop-signal"));
        return signal;
    }

    /** Waits for {@code limit} or until the stop is asked for; true where it was. */
    boolean await(Duration limit) throws InterruptedException {
        return asked.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** All that had to be stopped is. */
    @Override
    public void close() {
        stopped.countDown();
    }

    private void ask() {
        asked.countDown();
        try {
            stopped.await(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
