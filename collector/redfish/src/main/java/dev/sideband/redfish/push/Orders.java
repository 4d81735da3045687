package dev.sideband.redfish.push;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.ByteStream;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What the thread that listens to a BMC is told by others, and what it waits on. */
final class Orders {
    /** The later one stands above the earlier ones. */
    enum Order {
        /** The BMC was away: what was set up may be gone. */
        RENEW,
        /** There was something in a log of which nothing was said. */
        SILENT,
        /** The BMC has other firmware. */
        ANEW,
        /** For good. */
        STOP
    }

    /** Something that is cut off by an order. */
    interface Work<T> {
        T run()
                throws RedfishException,
                        ByteStream.Broken,
                        EventStreamParser.EndlessEvent,
                        InterruptedException;
    }

    private @Nullable Order pending;
    private boolean answers;
    private @Nullable Thread working;

    synchronized void give(Order order) {
        if (pending == null || order.compareTo(pending) > 0) {
            pending = order;
        }
        notifyAll();
        if (working != null) {
            working.interrupt();
        }
    }

    /** Whether the BMC answers; one that does not is not asked by us either. */
    synchronized void answers(boolean does) {
        answers = does;
        notifyAll();
    }

    /** Waits for an order, at most for {@code longest}. */
    synchronized Optional<Order> await(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        for (long left = longest.toNanos(); pending == null && left > 0; ) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = end - System.nanoTime();
        }
        return taken();
    }

    /** Waits until the BMC answers; the order that came meanwhile. */
    synchronized Optional<Order> awaitAnswers() throws InterruptedException {
        while (pending == null && !answers) {
            wait();
        }
        return taken();
    }

    private Optional<Order> taken() {
        Order order = pending;
        if (order != Order.STOP) {
            pending = null;
        }
        return Optional.ofNullable(order);
    }

    /**
     * Works until an order comes.
     *
     * @throws InterruptedException where one came, which is yet to be taken
     */
    <T> T untilOrdered(Work<T> work)
            throws RedfishException,
                    ByteStream.Broken,
                    EventStreamParser.EndlessEvent,
                    InterruptedException {
        synchronized (this) {
            if (pending != null) {
                throw new InterruptedException("there is an order");
            }
            working = Thread.currentThread();
        }
        try {
            return work.run();
        } finally {
            synchronized (this) {
                working = null;
                if (pending != null) {
                    // It was for the work, and not for what comes behind it.
                    boolean _ = Thread.interrupted();
                }
            }
        }
    }
}
