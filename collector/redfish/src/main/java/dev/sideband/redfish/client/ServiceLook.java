package dev.sideband.redfish.client;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.resource.Resource;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;

import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Looks whether a Redfish service is at an address: its root is for everybody (DSP0266 §8.3). It
 * never logs in, sends no credentials, and follows no redirect.
 */
public final class ServiceLook {
    private static final String ROOT = "/redfish/v1/";
    private static final int MAX_ROOT_BYTES = 1 << 20;

    private final HttpPort port;
    private final Duration patience;

    /**
     * What was found.
     *
     * @param root the service root; empty where the service wants a login even for that
     * @param fingerprint of the certificate, as {@link Trust#pinned} reads it; nothing over plain
     *     HTTP. Whoever sits between would show another one: it is to be compared with the BMC's.
     */
    public record Found(Resource root, Optional<String> fingerprint) {}

    /**
     * Looks.
     *
     * @param patience how long to wait for a connection, and then for the answer
     */
    public ServiceLook(HttpPort port, Duration patience) {
        this.port = port;
        this.patience = patience;
    }

    /** What is at an address; nothing where nobody answers as a Redfish service does. */
    public Optional<Found> at(RedfishAddress address) throws InterruptedException {
        if (!isOpen(address)) {
            return Optional.empty();
        }
        try (HttpPort.Lease lease = port.lease(address, new Trust.Insecure())) {
            return ask(lease.client(), address);
        } catch (IOException nobody) {
            return Optional.empty();
        }
    }

    /** Much quicker than an HTTP client that finds nobody. */
    private boolean isOpen(RedfishAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(address.host(), address.port()),
                    (int) patience.toMillis());
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    private Optional<Found> ask(HttpClient client, RedfishAddress address)
            throws IOException, InterruptedException {
        HttpRequest request;
        try {
            request =
                    HttpRequest.newBuilder(RequestUri.of(address, ROOT))
                            .header("Accept", "application/json")
                            .header("OData-Version", "4.0")
                            .header("User-Agent", "sideband")
                            .timeout(patience)
                            .build();
        } catch (RedfishException impossible) {
            throw new IllegalStateException(impossible);
        }
        HttpResponse<byte[]> response = client.send(request, BoundedBody.of(MAX_ROOT_BYTES));
        var reply = new Outcome.Reply(response.statusCode(), response.headers(), response.body());
        Optional<String> fingerprint = response.sslSession().flatMap(ServiceLook::fingerprint);
        if (reply.status() == 401 || reply.status() == 403) {
            return reply.header("OData-Version").isPresent()
                    ? Optional.of(new Found(Resource.NONE, fingerprint))
                    : Optional.empty();
        }
        Resource root = Resource.of(ROOT, JsonBody.objectOrNothing(reply, MAX_ROOT_BYTES));
        boolean isService = reply.isSuccess() && root.text("RedfishVersion").isPresent();
        return isService ? Optional.of(new Found(root, fingerprint)) : Optional.empty();
    }

    private static Optional<String> fingerprint(SSLSession session) {
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate certificate
                    ? Optional.of(Trust.fingerprint(certificate))
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException none) {
            return Optional.empty();
        }
    }
}
