package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.message.CompletionCode;

/** Reservation ids: 1 to FFFFh, the newest alone is good (IPMI 2.0 §31.4 and §33.11). */
final class Reservations {
    private Reservations() {}

    static int next(int last) {
        return last == 0xFFFF ? 1 : last + 1;
    }

    /** Refuses with C5h where {@code held} is not the present reservation. */
    static void check(int held, int present) {
        if (held == 0 || held != present) {
            throw new Refusal(CompletionCode.RESERVATION_LOST);
        }
    }
}
