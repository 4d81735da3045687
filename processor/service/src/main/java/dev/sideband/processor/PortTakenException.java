package dev.sideband.processor;

/** The port at which the API and the page are to be served belongs to another process. */
public final class PortTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int port;

    public PortTakenException(int port, Throwable cause) {
        super("port %d is taken; choose another with --port".formatted(port), cause);
        this.port = port;
    }

    public int port() {
        return port;
    }
}
