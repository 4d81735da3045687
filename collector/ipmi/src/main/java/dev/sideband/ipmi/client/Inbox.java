package dev.sideband.ipmi.client;

import dev.sideband.ipmi.IpmiException;

import org.jspecify.annotations.Nullable;

/** The datagrams that came for one session; read by the one thread that owns the session. */
public interface Inbox extends AutoCloseable {
    /**
     * The next datagram, or null where none comes in time.
     *
     * @throws IpmiException.Unreachable where the network says that none will
     */
    byte @Nullable [] poll(long timeoutNanos) throws IpmiException, InterruptedException;

    /**
     * Lets the owner's present {@link #poll}, or else its next one, return early and with nothing;
     * for any thread.
     */
    default void wakeUp() {}

    /** Lets {@code relay} have the first look from now on; false where that is not possible. */
    default boolean relayTo(Relay relay) {
        return false;
    }

    /** Takes no more datagrams. */
    @Override
    void close();
}
