package dev.sideband.collector.pet;

import java.net.InetSocketAddress;

/**
 * Where platform event traps are received.
 *
 * @param address to listen on; empty: all of this machine's
 * @param port UDP; 0: any that is free
 */
public record PetOptions(String address, int port) {
    /** Where SNMP traps go; a process needs a privilege to listen there. */
    public static final int DEFAULT_PORT = 162;

    public PetOptions {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("pet-port: is %d: use 0 to 65535".formatted(port));
        }
    }

    /** On all addresses of this machine. */
    public static PetOptions onPort(int port) {
        return new PetOptions("", port);
    }

    InetSocketAddress local() {
        return address.isEmpty()
                ? new InetSocketAddress(port)
                : new InetSocketAddress(address, port);
    }
}
