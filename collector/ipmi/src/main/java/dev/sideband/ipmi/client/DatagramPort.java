package dev.sideband.ipmi.client;

import dev.sideband.ipmi.IpmiException;

import java.net.InetSocketAddress;

/** Carries datagrams to BMCs and sorts what comes back; safe for use by many threads. */
public interface DatagramPort {
    /**
     * Opens the inbox for one session, or for an attempt at one. What {@code remote} sends outside
     * of sessions reaches each of its inboxes.
     */
    Inbox open(InetSocketAddress remote, int consoleSessionId);

    /** Sends without waiting; whether it arrives nobody says. */
    void send(InetSocketAddress remote, byte[] datagram);

    /**
     * Finds out, where no answer came, whether the network has a reason for it.
     *
     * @throws IpmiException.Unreachable where it says that nobody listens there
     */
    default void probe(BmcAddress address, InetSocketAddress remote)
            throws IpmiException, InterruptedException {}

    /** The clock by which inboxes wait, in the manner of {@link System#nanoTime}. */
    default long nanoTime() {
        return System.nanoTime();
    }
}
