package dev.sideband.collector.metrics;

/**
 * Where health and metrics are served.
 *
 * @param address to listen on
 * @param port TCP; 0: any that is free
 */
public record HttpOptions(String address, int port) {
    /** Nothing is served to other machines unless it is asked for. */
    public static final String LOOPBACK = "127.0.0.1";

    public static final int DEFAULT_PORT = 9290;
}
