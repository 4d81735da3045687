package dev.sideband.ipmi.sol;

/** Why a BMC with which there is a session gives no console; the message is for an operator. */
public final class SolException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    SolException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** What stood in the way of a console. */
    public enum Reason {
        /** Somebody else has it; a takeover ends theirs. */
        ALREADY_ACTIVE,
        /** Serial over LAN is switched off, for this BMC or this user. */
        DISABLED,
        /** As many consoles are open as there can be. */
        LIMIT_REACHED,
        /** The session encrypts, and the BMC gives no encrypted console. */
        ENCRYPTION_REFUSED,
        /** The session does not encrypt, and the BMC wants that. */
        ENCRYPTION_NEEDED,
        /** The session's privilege level is too low. */
        PRIVILEGE,
        /** The BMC speaks serial over LAN on another UDP port than sessions. */
        OTHER_PORT,
        /** The BMC does not know serial over LAN. */
        UNSUPPORTED,
        /** Another completion code. */
        REFUSED
    }
}
