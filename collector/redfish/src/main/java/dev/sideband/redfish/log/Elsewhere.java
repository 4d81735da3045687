package dev.sideband.redfish.log;

import java.time.Instant;

/**
 * What is told of a BMC in another way, such as its SEL over IPMI. Asked for an entry again, it
 * gives the same answer, as a batch may not have been written.
 */
public interface Elsewhere {
    /** Nothing is. */
    Elsewhere NOTHING =
            new Elsewhere() {
                @Override
                public Verdict judge(HardwareLog log, RedfishEvent event, Instant seen) {
                    return Verdict.NEW;
                }

                @Override
                public void isKnown(HardwareLog log, RedfishEvent event) {}
            };

    /** What is to become of an entry. */
    enum Verdict {
        /** It is passed over. */
        TOLD,
        /** It is passed on. */
        NEW,
        /** It may still be told elsewhere: asked again with the next read, as all behind it. */
        WAIT
    }

    /**
     * Judges an entry that is new or changed.
     *
     * @param seen when its log was read
     */
    Verdict judge(HardwareLog log, RedfishEvent event, Instant seen);

    /** An entry was passed on or passed over before; what told of it tells of no other. */
    void isKnown(HardwareLog log, RedfishEvent event);
}
