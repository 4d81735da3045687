package dev.sideband.redfish.power;

/**
 * The service does not offer what was asked for, or does not say of which system it is asked. The
 * message says what there is instead. Nothing was sent.
 */
public final class NotOffered extends Exception {
    private static final long serialVersionUID = 1L;

    NotOffered(String message) {
        super(message);
    }
}
