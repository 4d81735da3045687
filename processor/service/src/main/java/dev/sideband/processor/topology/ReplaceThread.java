package dev.sideband.processor.topology;

import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A stream thread that fails is replaced after a pause, and begins again at the last commit: what
 * is undone is done again, and nobody sees it twice. Only after too many failures the processor
 * gives up.
 */
public final class ReplaceThread implements StreamsUncaughtExceptionHandler {
    static final int MAX_FAILURES = 120;

    private static final Logger LOG = LoggerFactory.getLogger(ReplaceThread.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final AtomicInteger failures = new AtomicInteger();
    private final Duration pause;

    public ReplaceThread() {
        this(PAUSE);
    }

    ReplaceThread(Duration pause) {
        this.pause = pause;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        int count = failures.incrementAndGet();
        if (count > MAX_FAILURES || failure instanceof Error) {
            LOG.error("the processor gives up after {} failures", count, failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.warn("a stream thread failed and is replaced", failure);
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
