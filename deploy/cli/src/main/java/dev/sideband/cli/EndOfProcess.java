package dev.sideband.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Has this thread finish what is open where the process is told to end: a BMC has few sessions, and
 * one that nobody closes is lost to it for minutes.
 */
final class EndOfProcess implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 3;

    private final Thread worker = Thread.currentThread();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupt, "end-of-process");

    EndOfProcess() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void interrupt() {
        worker.interrupt();
        try {
            if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("sideband: the BMC did not hear that its session ends");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The process ends already; now nothing keeps it.
        }
    }
}
