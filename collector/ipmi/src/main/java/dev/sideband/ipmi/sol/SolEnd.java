package dev.sideband.ipmi.sol;

/**
 * How a console ended.
 *
 * @param message for an operator, in one line
 */
public record SolEnd(Reason reason, String message) {
    /** Who or what ended it. */
    public enum Reason {
        /** This side asked for it. */
        CLOSED,
        /** The BMC ended it, or somebody else told it to. */
        DEACTIVATED,
        /** Somebody else has this console now. */
        TAKEN_OVER,
        /** The BMC answers commands and takes no characters. */
        STALLED,
        /** The BMC or the session is gone. */
        SESSION_LOST
    }
}
