package dev.sideband.collector.poll;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * What a worker sleeps on: until it is due, is told to look at its log or to do something, or is to
 * stop.
 */
final class WakeUp {
    /** Errands of one BMC that may wait; who has more in mind waits for the first. */
    static final int MAX_ERRANDS = 4;

    private boolean stopped;
    private boolean hinted;
    private final Deque<Errand> errands = new ArrayDeque<>();

    /** Why the worker woke. */
    enum Why {
        DUE,
        HINTED,
        ORDERED,
        STOPPED
    }

    /**
     * Sleeps.
     *
     * @param millisToDue when to wake at the latest
     * @param millisToLook how long a hint has to wait
     */
    Why await(long millisToDue, long millisToLook) throws InterruptedException {
        return await(millisToDue, millisToLook, true);
    }

    /**
     * Sleeps while an errand is under way; others wait.
     *
     * @return never {@link Why#ORDERED}
     */
    Why awaitOnErrand(long millisToDue, long millisToLook) throws InterruptedException {
        return await(millisToDue, millisToLook, false);
    }

    private synchronized Why await(long millisToDue, long millisToLook, boolean free)
            throws InterruptedException {
        long now = System.nanoTime();
        long due = now + TimeUnit.MILLISECONDS.toNanos(millisToDue);
        long look = now + TimeUnit.MILLISECONDS.toNanos(millisToLook);
        while (true) {
            if (stopped) {
                return Why.STOPPED;
            }
            if (free && !errands.isEmpty()) {
                return Why.ORDERED;
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

    /** Whether the worker should stop or do something at once, rather than what can wait. */
    synchronized boolean isWanted() {
        return stopped || hinted || !errands.isEmpty();
    }

    /** Wakes the worker for an errand; false where it takes no more, or none any more. */
    synchronized boolean order(Errand errand) {
        if (stopped || errands.size() >= MAX_ERRANDS) {
            return false;
        }
        errands.add(errand);
        notifyAll();
        return true;
    }

    /** The next errand; null where there is none. */
    synchronized @Nullable Errand nextErrand() {
        return errands.poll();
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
