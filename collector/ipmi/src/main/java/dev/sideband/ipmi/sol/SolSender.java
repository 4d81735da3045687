package dev.sideband.ipmi.sol;

import dev.sideband.ipmi.wire.Bytes;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * The packets that go to a BMC: one on its way at a time, repeated under its number until it is
 * acknowledged; what the BMC did not accept of it follows in a new one (IPMI 2.0 §15.11). Owned by
 * the session's thread, which says what time it is.
 */
final class SolSender {
    /** While a BMC takes nothing it is offered the same again, at first soon, then less often. */
    private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(50).toNanos();

    private static final long LONGEST_PAUSE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int MAX_DOUBLINGS = 5;

    /** Nothing is due, as far as the clock goes. */
    static final long NEVER = Long.MAX_VALUE;

    private final long retryNanos;
    private final int retries;
    private @Nullable SolPacket underWay;
    private @Nullable SolPacket refused;
    private int lastSequence;
    private int tries;
    private int rounds;
    private int refusals;
    private long dueAt;

    SolSender(Duration retryInterval, int retries) {
        this.retryNanos = retryInterval.toNanos();
        this.retries = retries;
    }

    /** Whether the BMC has taken all that it was given. */
    boolean isIdle() {
        return underWay == null && refused == null;
    }

    /** Makes a packet of characters, or of a mere operation; only while {@link #isIdle}. */
    SolPacket send(Bytes characters, int operation, long now) {
        lastSequence = SolPacket.next(lastSequence);
        underWay = new SolPacket(lastSequence, 0, 0, operation, characters);
        tries = 1;
        dueAt = now + retryNanos;
        return underWay;
    }

    /** How long nothing has to be sent, in nanoseconds; {@link #NEVER} until something is heard. */
    long waitNanos(long now) {
        return isIdle() ? NEVER : Math.max(0, dueAt - now);
    }

    /** The packet that has to go out now, again or with what was refused; null for none. */
    @Nullable SolPacket due(long now) {
        if (waitNanos(now) > 0) {
            return null;
        }
        SolPacket again = underWay;
        if (again != null) {
            tries++;
            // Not in step with a BMC that is slow for a while.
            dueAt = now + Math.min(retryNanos * tries, Math.max(retryNanos, LONGEST_PAUSE_NANOS));
            return again;
        }
        SolPacket rest = refused;
        if (rest == null) {
            return null;
        }
        refused = null;
        return send(rest.data(), rest.flags(), now);
    }

    /** Whether the packet under way has gone out as often as it may without an answer. */
    boolean isExhausted() {
        return underWay != null && tries > retries;
    }

    /** The BMC is there after all: the packet under way may go out as often again. */
    void startOver() {
        tries = 1;
        rounds++;
    }

    /** How often in a row the packet under way had to start over. */
    int rounds() {
        return rounds;
    }

    /** Reads what a packet of the BMC says about the one under way. */
    void heard(SolPacket answer, long now) {
        SolPacket sent = underWay;
        if (answer.acked() == 0) {
            return;
        }
        if (sent != null && answer.acked() == sent.sequence()) {
            underWay = null;
            rounds = 0;
            acknowledged(sent, answer, now);
        } else if (refused != null
                && answer.acked() == refused.sequence()
                && !answer.has(SolPacket.NACK | SolPacket.UNAVAILABLE)) {
            // The BMC has room again for what it refused.
            dueAt = now;
        }
    }

    private void acknowledged(SolPacket sent, SolPacket answer, long now) {
        int length = sent.data().length();
        int accepted = Math.min(answer.accepted(), length);
        boolean nack = answer.has(SolPacket.NACK);
        if (accepted == length && !(nack && length == 0)) {
            refusals = 0;
            return;
        }
        byte[] characters = sent.data().toArray();
        Bytes rest = Bytes.of(characters, accepted, length - accepted);
        // With the first characters went what was to be done before them.
        int operation = accepted == 0 ? sent.flags() : 0;
        refused = new SolPacket(sent.sequence(), 0, 0, operation, rest);
        refusals = accepted > 0 && !nack ? 0 : refusals + 1;
        dueAt = now + pauseNanos(answer.has(SolPacket.UNAVAILABLE));
    }

    private long pauseNanos(boolean unavailable) {
        if (refusals == 0) {
            return 0;
        }
        long doubled = FIRST_PAUSE_NANOS << Math.min(refusals - 1, MAX_DOUBLINGS);
        return unavailable ? LONGEST_PAUSE_NANOS : Math.min(doubled, LONGEST_PAUSE_NANOS);
    }
}
