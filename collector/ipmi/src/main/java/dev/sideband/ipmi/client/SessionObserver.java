package dev.sideband.ipmi.client;

import dev.sideband.ipmi.session.DropReason;

/** Sees what a session sends and drops, for counters; called on the session's thread. */
public interface SessionObserver {
    /** Sees nothing. */
    SessionObserver NONE = new SessionObserver() {};

    /** A request left for the first time. */
    default void sent() {}

    /** A request left again, because no answer came or the BMC was busy. */
    default void retried() {}

    /** The answer to the request in flight came. */
    default void answered() {}

    /** A datagram came that is not the answer. */
    default void dropped(DropReason reason) {}
}
