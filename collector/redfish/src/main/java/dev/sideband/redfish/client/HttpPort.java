package dev.sideband.redfish.client;

import org.jspecify.annotations.Nullable;

import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.Executors;

import javax.net.ssl.SSLContext;

/**
 * What all Redfish sessions of a process share: one HTTP client with its one selector thread,
 * whatever the number of BMCs. Keeps connections alive and TLS sessions for the next one, as
 * handshakes are dear on a BMC.
 *
 * <p>A BMC that comes back with another {@link Trust} gets another client, since a kept connection
 * or TLS session would never be judged again; the old one ends with the last session that uses it.
 */
public final class HttpPort implements AutoCloseable {
    /** A BMC that takes longer to take a connection is taken for one that is not there. */
    static final Duration CONNECT = Duration.ofSeconds(8);

    private static final Duration ENDING = Duration.ofSeconds(2);

    private final Traffic traffic = new Traffic();
    private @Nullable Generation current;
    private boolean closed;

    static {
        // Half a minute by default, which is just as long as one waits between two polls.
        String keepAlive = "jdk.httpclient.keepalive.timeout";
        if (System.getProperty(keepAlive) == null) {
            System.setProperty(keepAlive, "150");
        }
    }

    private HttpPort() {}

    public static HttpPort open() {
        return new HttpPort();
    }

    /** What all sessions did until now. */
    public Traffic traffic() {
        return traffic;
    }

    /** A client that judges {@code address} by {@code trust}; to be given back. */
    synchronized Lease lease(RedfishAddress address, Trust trust) {
        if (closed) {
            throw new IllegalStateException("the HTTP port is closed");
        }
        Generation generation = current;
        if (generation == null || (address.tls() && !generation.peers.add(address, trust))) {
            generation = new Generation();
            generation.peers.add(address, trust);
            Generation old = current;
            current = generation;
            endUnused(old);
        }
        generation.leases++;
        return new Lease(generation);
    }

    private synchronized void giveBack(Generation generation) {
        generation.leases--;
        if (generation != current) {
            endUnused(generation);
        }
    }

    private static void endUnused(@Nullable Generation generation) {
        if (generation != null && generation.leases == 0) {
            generation.client.shutdown();
        }
    }

    /** Ends all that is still under way; the sessions are to be closed before. */
    @Override
    public void close() {
        Generation last;
        synchronized (this) {
            closed = true;
            last = current;
            current = null;
        }
        if (last != null) {
            last.end();
        }
    }

    /** Clients with the same knowledge of BMCs. */
    private static final class Generation {
        private final PeerTrust peers = new PeerTrust();
        private final HttpClient client = client(peers);
        private int leases;

        private void end() {
            client.shutdown();
            boolean interrupted = false;
            try {
                if (!client.awaitTermination(ENDING)) {
                    client.shutdownNow();
                }
            } catch (InterruptedException e) {
                client.shutdownNow();
                interrupted = true;
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private static HttpClient client(PeerTrust peers) {
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT)
                    // BMCs are in their own network; a proxy is for the other one.
                    .proxy(HttpClient.Builder.NO_PROXY)
                    .sslContext(context(peers))
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();
        }

        private static SSLContext context(PeerTrust peers) {
            try {
                // TLS 1.2 and 1.3 are what Java allows by itself; old BMCs need the former.
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(null, peers.alone(), null);
                return context;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this Java speaks no TLS", e);
            }
        }
    }

    /** The use of a client by one session. */
    final class Lease implements AutoCloseable {
        private final Generation generation;
        private boolean over;

        private Lease(Generation generation) {
            this.generation = generation;
        }

        HttpClient client() {
            return generation.client;
        }

        Traffic traffic() {
            return traffic;
        }

        @Override
        public void close() {
            synchronized (HttpPort.this) {
                if (!over) {
                    over = true;
                    giveBack(generation);
                }
            }
        }
    }
}
