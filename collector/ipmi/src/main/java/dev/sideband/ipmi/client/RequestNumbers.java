package dev.sideband.ipmi.client;

import java.time.Duration;

/**
 * The numbers of a session's requests, 0 to 63 and round again. Answers tell no more of their
 * request than this number and the command, so one whose answer may still be under way, because it
 * was sent more than once or not answered at all, is not used again for a while (IPMI 2.0 §6.12.9).
 */
final class RequestNumbers {
    private static final int NUMBERS = 64;

    private static final long ALL = -1;

    /** No answer is under way for longer. */
    private static final long DOUBT_NANOS = Duration.ofSeconds(5).toNanos();

    private int last;
    // Bit n: number n is in doubt, until the time of the latest of them.
    private long doubtful;
    private long until;

    /** The next one; where all are in doubt, the one that was used longest ago. */
    int next(long now) {
        if (doubtful != 0 && until - now <= 0) {
            doubtful = 0;
        }
        last = (last + 1) % NUMBERS;
        while (doubtful != ALL && isDoubtful(last)) {
            last = (last + 1) % NUMBERS;
        }
        return last;
    }

    /** An answer to {@code number} may come late, or once more. */
    void doubt(int number, long now) {
        doubtful |= 1L << number;
        until = now + DOUBT_NANOS;
    }

    private boolean isDoubtful(int number) {
        return (doubtful & 1L << number) != 0;
    }
}
