package dev.sideband.redfish.power;

/** What became of a power order. */
public enum PowerOutcome {
    /** The server was seen in the state that was asked for. */
    REACHED,
    /** It was there before, so nothing was sent. */
    ALREADY_THERE,
    /** The BMC took the order; the power itself does not show whether it was carried out. */
    ACCEPTED,
    /** The time is up and the server is not in the state. */
    NOT_REACHED,
    /** The answer got lost, and the power does not show whether the order was carried out. */
    UNCERTAIN
}
