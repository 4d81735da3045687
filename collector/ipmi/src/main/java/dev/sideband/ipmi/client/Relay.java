package dev.sideband.ipmi.client;

/** Has the first look at a session's datagrams, on the thread that receives them. */
@FunctionalInterface
interface Relay {
    /**
     * Takes a datagram, or leaves it to the inbox; what it sends in return leaves together with the
     * answers to what else was received. Does not wait.
     */
    boolean take(byte[] datagram);
}
