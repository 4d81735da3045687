package dev.sideband.collector.poll;

import dev.sideband.avro.Target;
import dev.sideband.collector.probe.FailureReason;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * How one poll went, for those who count.
 *
 * @param target which BMC
 * @param reason why it failed; null where it did not
 * @param took how long it was up to the BMC
 * @param late how much later it began than it was due
 */
public record PollReport(
        String target,
        Protocol protocol,
        Outcome outcome,
        @Nullable FailureReason reason,
        Duration took,
        Duration late) {

    /** What a target is asked with. */
    public enum Protocol {
        IPMI,
        REDFISH,
        BOTH;

        static Protocol of(Target target) {
            if (target.getRedfish() == null) {
                return IPMI;
            }
            return target.getIpmi() == null ? REDFISH : BOTH;
        }
    }

    /** What came of it. */
    public enum Outcome {
        /** All was read, in time. */
        WHOLE,
        /** Something was missing or late. */
        PART,
        FAILED;

        static Outcome of(TargetState state) {
            if (state.failures() > 0) {
                return FAILED;
            }
            return state.detail() == null ? WHOLE : PART;
        }
    }
}
