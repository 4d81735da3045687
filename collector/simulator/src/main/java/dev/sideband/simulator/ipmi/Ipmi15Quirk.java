package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.session.SessionHeader15;

import java.util.function.UnaryOperator;

/** Quirks in the headers of the packets that come back within a session of IPMI 1.5. */
@SuppressWarnings("ImmutableEnumChecker") // its functions hold no state
public enum Ipmi15Quirk implements WireQuirk {
    /** Sequence numbers have their highest byte first. */
    SEQUENCE_BYTES_TURNED(
            "Sun Fire 4100",
            head -> with(head, Integer.reverseBytes(head.sequence()), head.sessionId())),

    /** The session id is 0. */
    NO_ID_IN_ANSWERS("Tyan S2882", head -> with(head, head.sequence(), 0));

    private final String firmware;
    private final UnaryOperator<SessionHeader15> change;

    Ipmi15Quirk(String firmware, UnaryOperator<SessionHeader15> change) {
        this.firmware = firmware;
        this.change = change;
    }

    @Override
    public String firmware() {
        return firmware;
    }

    /** The header as this firmware sends it; its code is that of the usual one still. */
    SessionHeader15 change(SessionHeader15 usual) {
        return change.apply(usual);
    }

    private static SessionHeader15 with(SessionHeader15 head, int sequence, int sessionId) {
        return new SessionHeader15(
                head.type(), sequence, sessionId, head.code(), head.messageLength());
    }
}
