package dev.sideband.collector.poll;

import java.util.concurrent.TimeUnit;

/** What a worker sleeps on: until it is due, is told to look at its log, or is to stop. */
final class WakeUp {
    private boolean stopped;
    private boolean hinted;

    /** Why the worker woke. */
    enum Why {
        DUE,
        HINTED,
        STOPPED
    }

    /**
     * Sleeps.
     *
     * @param millisToDue when to wake at the latest
     * @param millisToLook how long a hint has to wait
     */
    synchronized Why await(long millisToDue, long millisToLook) throws InterruptedException {
        long now = System.nanoTime();
        long due = now + TimeUnit.MILLISECONDS.toNanos(millisToDue);
        long look = now + TimeUnit.MILLISECONDS.toNanos(millisToLook);
        while (true) {
            if (stopped) {
                return Why.STOPPED;
            }
            if (due - now <= 0) {
                return Why.DUE;
            }
            if (hinted && look - now <= 0) {
                hinted = false;
                return Why.HINTED;
            }
            long until = hinted && look - due < 0 ? look : due;
            TimeUnit.NANOSECONDS.timedWait(this, until - now);
            now = System.nanoTime();
        }
    }

    synchronized boolean stopped() {
        return stopped;
    }

    /** Whether the worker should stop or look at its log, rather than do what can wait. */
    synchronized boolean isWanted() {
        return stopped || hinted;
    }

    /** Wakes the worker for good. */
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    /** Wakes the worker to look at the log; one hint stands for many. */
    synchronized void hint() {
        hinted = true;
        notifyAll();
    }

    /** What was hinted at is about to be looked at anyhow. */
    synchronized void forgetHint() {
        hinted = false;
    }
}
