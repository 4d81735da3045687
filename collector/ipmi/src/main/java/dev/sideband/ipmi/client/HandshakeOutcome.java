package dev.sideband.ipmi.client;

import dev.sideband.ipmi.IpmiException.NotAuthenticated;

/** What came of one handshake. */
sealed interface HandshakeOutcome {
    /** A session is open. */
    record Opened(IpmiSession session) implements HandshakeOutcome {}

    /** An answer went missing: only a fresh start tells. */
    record Lost() implements HandshakeOutcome {}

    /** The BMC, or we, said no. */
    record Refused(Step step, NotAuthenticated why) implements HandshakeOutcome {}

    /** The question that was answered with a refusal. */
    enum Step {
        OPEN_SESSION,
        RAKP_1,
        RAKP_3,
        PRIVILEGE_LEVEL
    }
}
