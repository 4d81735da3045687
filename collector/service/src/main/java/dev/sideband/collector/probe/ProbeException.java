package dev.sideband.collector.probe;

/** A BMC could not be observed; the message tells an operator which one, why, and what to do. */
public final class ProbeException extends Exception {
    private static final long serialVersionUID = 1L;

    private final FailureReason reason;

    public ProbeException(FailureReason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public ProbeException(FailureReason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public FailureReason reason() {
        return reason;
    }
}
