package dev.sideband.collector.memory;

import dev.sideband.avro.BmcMemory;
import dev.sideband.avro.IpmiMemory;
import dev.sideband.avro.RedfishMemory;
import dev.sideband.avro.SdrRepository;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * What is known of all BMCs from before. Safe for the threads of many BMCs; never throws, and never
 * waits for brokers.
 */
public interface Memories {
    /** Knows nothing, and keeps nothing. */
    Memories NONE = new Nothing();

    /** What is known of a BMC; null: nothing. */
    @Nullable BmcMemory of(String target);

    /** How a BMC is read over IPMI now; written where that is something else than before. */
    void learned(String target, IpmiMemory ipmi);

    /**
     * As {@link #learned(String, IpmiMemory)}, over Redfish; null: what was known does not hold.
     */
    void learned(String target, @Nullable RedfishMemory redfish);

    /** The records that {@code hash} names; nothing where they are not known. */
    Optional<SdrRepository> repository(String hash);

    /** Records were read; written where they are not known yet. */
    void learned(SdrRepository repository);

    /** The BMC is polled no more by anybody. */
    void forget(String target);
}
