package dev.sideband.collector.publish;

import dev.sideband.avro.BmcMemory;
import dev.sideband.avro.SdrRepository;

/** Takes what was learned to its topics. Never throws; what is lost is learned again. */
public interface MemorySink {
    /**
     * Writes what is known of a BMC.
     *
     * @param onLoss called, on any thread, when it was dropped
     */
    void remember(BmcMemory memory, Runnable onLoss);

    /** As {@link #remember}, for records that many BMCs share. */
    void remember(SdrRepository repository, Runnable onLoss);

    /** Takes what is known of a BMC off its topic. */
    void forgetMemory(String target);
}
