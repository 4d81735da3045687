package dev.sideband.collector.poll;

import dev.sideband.avro.Reachability;
import dev.sideband.collector.probe.FailureReason;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * How observing one BMC goes. Every poll makes the next state:
 *
 * <pre>
 *            whole, in time        late or part missing
 *   any  ───────────────► REACHABLE      any ───────────────► SLOW
 *            1st failure           2nd failure, or login refused
 *   any  ───────────────► SLOW           any ───────────────► QUARANTINED
 * </pre>
 *
 * @param state UNKNOWN until the first poll
 * @param reason why not; null while it answers
 * @param detail the reason for people; null while all is well
 * @param since when {@code state} began
 * @param lastWhole when all of it was last read; null: never
 * @param failures how many polls failed in a row
 */
public record TargetState(
        Reachability state,
        @Nullable FailureReason reason,
        @Nullable String detail,
        Instant since,
        @Nullable Instant lastWhole,
        int failures) {
    /** One failed poll may be a lost datagram too many; this many in a row are not. */
    static final int FAILURES_TO_QUARANTINE = 2;

    static TargetState initial(Instant now) {
        return new TargetState(Reachability.UNKNOWN, null, null, now, null, 0);
    }

    /** All sensors and logs were read, within the interval. */
    TargetState read(Instant now) {
        return next(Reachability.REACHABLE, null, null, now, now, 0);
    }

    /**
     * All was read, but later than planned.
     *
     * @param detail what was late
     */
    TargetState readLate(Instant now, String detail) {
        return next(Reachability.SLOW, null, detail, now, now, 0);
    }

    /**
     * The BMC answered, but not with everything.
     *
     * @param detail what was missing
     */
    TargetState readInPart(Instant now, String detail) {
        return next(Reachability.SLOW, null, detail, now, lastWhole, 0);
    }

    /** The poll failed. */
    TargetState failed(Instant now, FailureReason why, String explanation) {
        int inARow = failures + 1;
        boolean quarantine = inARow >= FAILURES_TO_QUARANTINE || why.needsOperator();
        return next(
                quarantine ? Reachability.QUARANTINED : Reachability.SLOW,
                why,
                explanation,
                now,
                lastWhole,
                inARow);
    }

    /** Whether people should be told that {@code before} became this. */
    boolean differsFrom(TargetState before) {
        return state != before.state || reason != before.reason;
    }

    private TargetState next(
            Reachability to,
            @Nullable FailureReason why,
            @Nullable String explanation,
            Instant now,
            @Nullable Instant whole,
            int inARow) {
        return new TargetState(to, why, explanation, to == state ? since : now, whole, inARow);
    }
}
