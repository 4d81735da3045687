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

    private final Runnable whenAsked;

    private StopSignal(Runnable whenAsked) {
        this.whenAsked = whenAsked;
    }

    static StopSignal listen() {
        return listen(() -> {});
    }

    /** Listens, and does something at once when the stop is asked for, on another thread. */
    static StopSignal listen(Runnable whenAsked) {
        var signal = new StopSignal(whenAsked);
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
            whenAsked.run();
            stopped.await(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
