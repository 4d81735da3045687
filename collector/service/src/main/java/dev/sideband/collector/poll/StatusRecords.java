package dev.sideband.collector.poll;

import dev.sideband.avro.Status;
import dev.sideband.avro.Target;
import dev.sideband.collector.probe.BmcIdentity;
import dev.sideband.collector.probe.FailureReason;
import dev.sideband.collector.probe.Observation;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** How a BMC goes, as the {@code status} topic has it. */
final class StatusRecords {
    private StatusRecords() {}

    /** What of a poll is told later too; its measurements were published and are let go. */
    record LastSeen(int sensors, int good, @Nullable Long clockSkewMillis, BmcIdentity identity) {
        static LastSeen of(Observation observation) {
            return new LastSeen(
                    observation.measurements().size(),
                    observation.good(),
                    observation.clockSkewMillis(),
                    observation.identity());
        }
    }

    /**
     * The status of a target.
     *
     * @param last what the last poll that succeeded found; null where none has
     * @param tookMillis how long the last poll took
     * @param news how its news comes; null where there is nothing to say
     */
    static Status of(
            Target target,
            TargetState state,
            @Nullable LastSeen last,
            long tookMillis,
            @Nullable String news,
            Instant now) {
        BmcIdentity identity = last == null ? BmcIdentity.NOT_TOLD : last.identity();
        FailureReason reason = state.reason();
        return new Status(
                target.getTarget(),
                state.state(),
                reason == null ? null : reason.word(),
                state.detail(),
                state.since(),
                now,
                state.lastWhole(),
                tookMillis,
                target.getIntervalMs(),
                last == null ? 0 : last.sensors(),
                last == null || state.failures() > 0 ? 0 : last.good(),
                last == null ? null : last.clockSkewMillis(),
                identity.manufacturerId(),
                identity.productId(),
                identity.firmware(),
                target.getLocation(),
                news);
    }
}
