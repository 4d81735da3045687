package dev.sideband.ipmi.client;

import dev.sideband.ipmi.IpmiException;

/**
 * A payload other than IPMI messages within a session. All but {@link #wakeUp} is for the thread
 * that owns the session.
 */
public interface PayloadChannel extends AutoCloseable {
    /** The managed system's id of the session. */
    int bmcSessionId();

    /**
     * Sends without waiting; whether it arrives nobody says.
     *
     * @param again whether this went out before
     */
    void send(byte[] payload, boolean again);

    /**
     * Waits for one datagram of the session; the listener is given what it carries.
     *
     * @throws IpmiException.Unreachable where the network says that none will come
     */
    void receive(long timeoutNanos) throws IpmiException, InterruptedException;

    /** Ends the present or else the next {@link #receive} early; for any thread. */
    void wakeUp();

    /** The clock by which {@link #receive} waits, in the manner of {@link System#nanoTime}. */
    long nanoTime();

    /** Lets the listener go; the session stays open. */
    @Override
    void close();
}
