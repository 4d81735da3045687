package dev.sideband.collector.poll;

import dev.sideband.avro.Target;

import java.util.Optional;

/** Those who poll BMCs, and do something to them when asked; called from any thread. */
public interface ErrandTaker {
    /** A target that is polled here, as its topic has it. */
    Optional<Target> target(String id);

    /** Whether all targets of a partition are polled here, as far as there are any. */
    boolean polls(int partition);

    /**
     * Has something done to a BMC soon, between two polls.
     *
     * @return false where it will not be, nor its end be told: there is no such target, too much
     *     waits for it, or its polling ends
     */
    boolean order(String id, Errand errand);
}
