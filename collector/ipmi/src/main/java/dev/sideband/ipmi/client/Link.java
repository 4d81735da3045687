package dev.sideband.ipmi.client;

import dev.sideband.ipmi.IpmiException;

import java.net.InetSocketAddress;
import java.util.concurrent.ThreadLocalRandom;

/** One BMC, the port that leads to it, and how it wants to be treated. */
record Link(
        DatagramPort port, BmcAddress address, InetSocketAddress remote, SessionOptions options) {
    static Link to(DatagramPort port, BmcAddress address, SessionOptions options)
            throws IpmiException.Unreachable {
        return new Link(port, address, address.resolve(), options);
    }

    void send(byte[] datagram, boolean again) {
        port.send(remote, datagram);
        if (again) {
            options.observer().retried();
        } else {
            options.observer().sent();
        }
    }

    long nanoTime() {
        return port.nanoTime();
    }

    /** When a call that starts now must have ended. */
    long callEnd() {
        return nanoTime() + options.retryPolicy().deadline().toNanos();
    }

    /** When to stop waiting for the answer to try number {@code attempt}, which counts from 0. */
    long waitEnd(int attempt, long callEnd) {
        long timeout = options.retryPolicy().timeoutNanos(attempt, ThreadLocalRandom.current());
        return earlier(nanoTime() + timeout, callEnd);
    }

    /** When to stop waiting for the answer to what is first sent at {@code now}. */
    long firstWaitEnd(long now) {
        return now + options.retryPolicy().timeoutNanos(0, ThreadLocalRandom.current());
    }

    /** When to ask again after the {@code attempt}th answer "busy". */
    long busyEnd(int attempt, long callEnd) {
        long pause = options.retryPolicy().busyPauseNanos(attempt, ThreadLocalRandom.current());
        return earlier(nanoTime() + pause, callEnd);
    }

    boolean isPast(long time) {
        return time - nanoTime() <= 0;
    }

    private static long earlier(long one, long other) {
        return one - other < 0 ? one : other;
    }
}
