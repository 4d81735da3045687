package dev.sideband.collector.discover;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Lets so many pass a second, evenly: a switch, and whoever watches it, sees no flood. */
final class Pace {
    private final long stepNanos;
    private final LongSupplier nanoTime;
    private long next;

    /** So many a second, from now on. */
    Pace(int perSecond, LongSupplier nanoTime) {
        this.stepNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong();
    }

    /** Waits until it is the caller's turn. */
    void pass() throws InterruptedException {
        long turn = turn();
        for (long left = turn - nanoTime.getAsLong();
                left > 0;
                left = turn - nanoTime.getAsLong()) {
            LockSupport.parkNanos(this, left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    /** Turns that nobody took are not made up for. */
    private synchronized long turn() {
        long now = nanoTime.getAsLong();
        long turn = next - now > 0 ? next : now;
        next = turn + stepNanos;
        return turn;
    }
}
