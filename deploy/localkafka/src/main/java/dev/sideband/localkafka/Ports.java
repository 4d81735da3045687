package dev.sideband.localkafka;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports on the loopback address. */
final class Ports {
    static final String LOOPBACK = "127.0.0.1";

    private Ports() {}

    /**
     * The port to listen on: {@code wanted}, or a free one where that is 0.
     *
     * @param service who wants it, for the message
     * @throws LocalStartException when {@code wanted} is taken
     */
    static int choose(int wanted, String service) {
        try (ServerSocket socket = new ServerSocket()) {
            // As the servers themselves do: a port whose last connections still linger is free.
            socket.setReuseAddress(wanted != 0);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), wanted));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new LocalStartException(
                    "port %d is taken, the local %s needs it: stop what listens there or choose another port"
                            .formatted(wanted, service),
                    e);
        }
    }
}
