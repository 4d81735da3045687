package dev.sideband.collector.push;

import dev.sideband.redfish.push.EventReceiver;

import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.helidon.common.tls.Tls;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Takes the events that BMCs post (DSP0266 §12.1). Each BMC has an address of its own with a secret
 * in it; who does not know one is answered as if there were nothing, before anything is read. What
 * comes is taken at once and answered at once: nothing that it sets off is waited for.
 */
public final class WebhookReceiver implements EventReceiver, AutoCloseable {
    /** An event has a few kB; of what is larger the front does. */
    static final int MAX_BODY_BYTES = 256 << 10;

    private static final int MAX_CONNECTIONS = 512;
    private static final int MAX_REQUESTS = 64;
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration STOP_WITHIN = Duration.ofMillis(300);
    private static final Status TOO_MANY = Status.create(429, "Too Many Requests");
    private static final Logger LOG = LoggerFactory.getLogger(WebhookReceiver.class);

    private final WebServer server;
    private final String base;
    private final Mailboxes mailboxes = new Mailboxes();
    private final SourceLimit limit = new SourceLimit(System::nanoTime);
    private final LongAdder received = new LongAdder();
    private final LongAdder strangers = new LongAdder();
    private final LongAdder refused = new LongAdder();

    /**
     * What came until now.
     *
     * @param received events at an address that there is
     * @param strangers requests for what there is not
     * @param refused requests beyond what one source may make
     */
    public record Counts(long received, long strangers, long refused) {}

    private WebhookReceiver(WebhookOptions options) throws IOException {
        InetSocketAddress local = options.local();
        Optional<Tls> tls =
                options.tls().isPresent()
                        ? Optional.of(tls(options.tls().get()))
                        : Optional.empty();
        server =
                WebServer.builder()
                        .address(local.getAddress())
                        .port(local.getPort())
                        .shutdownHook(false)
                        .featuresDiscoverServices(false)
                        .maxTcpConnections(MAX_CONNECTIONS)
                        .maxConcurrentRequests(MAX_REQUESTS)
                        .idleConnectionTimeout(IDLE)
                        .shutdownGracePeriod(STOP_WITHIN)
                        .update(builder -> tls.ifPresent(builder::tls))
                        .routing(this::route)
                        .build();
        server.start();
        if (!server.isRunning()) {
            throw new IOException(
                    "webhook-port %d: the receiver does not start".formatted(options.port()));
        }
        base = options.base(server.port());
    }

    /**
     * Starts to receive.
     *
     * @throws IOException where the port cannot be had, or the certificate is not one
     */
    public static WebhookReceiver start(WebhookOptions options) throws IOException {
        requireFree(options);
        var receiver = new WebhookReceiver(options);
        LOG.atInfo()
                .addKeyValue("port", receiver.port())
                .addKeyValue("url", receiver.base)
                .log("events that BMCs post are received");
        return receiver;
    }

    /** The server itself would only log that it cannot listen. */
    private static void requireFree(WebhookOptions options) throws IOException {
        InetSocketAddress local = options.local();
        if (local.isUnresolved()) {
            throw new IOException(
                    "webhook-address: %s cannot be resolved".formatted(options.address()));
        }
        try (var trial = new ServerSocket()) {
            trial.setReuseAddress(true);
            trial.bind(local);
        } catch (BindException taken) {
            throw new IOException(
                    "webhook-port %d: %s: another program has it, it is no address of this machine,"
                                    .formatted(options.port(), taken.getMessage())
                            + " or it needs a privilege (ports below 1024); choose another",
                    taken);
        }
    }

    private static Tls tls(WebhookOptions.TlsFiles files) throws IOException {
        requireReadable("webhook-cert", files.certificate());
        requireReadable("webhook-key", files.key());
        try {
            Keys keys =
                    Keys.builder()
                            .pem(pem ->
                                    pem.key(Resource.create(files.key()))
                                            .certChain(Resource.create(files.certificate())))
                            .build();
            return Tls.builder().privateKey(keys).privateKeyCertChain(keys).build();
        } catch (RuntimeException wrong) {
            throw new IOException(
                    "webhook-cert %s, webhook-key %s: no certificate with its key in PEM (PKCS#8,"
                                    .formatted(files.certificate(), files.key())
                            + " not encrypted)",
                    wrong);
        }
    }

    private static void requireReadable(String option, Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException("%s: %s cannot be read".formatted(option, file));
        }
    }

    /** The TCP port. */
    public int port() {
        return server.port();
    }

    public Counts counts() {
        return new Counts(received.sum(), strangers.sum(), refused.sum());
    }

    /** How many addresses there are. */
    public int mailboxes() {
        return mailboxes.size();
    }

    @Override
    public String base() {
        return base + "/";
    }

    @Override
    public Mailbox open(Consumer<String> listener) {
        String address = mailboxes.add(listener);
        return new Mailbox() {
            @Override
            public String url() {
                return base() + address;
            }

            @Override
            public void close() {
                mailboxes.remove(address);
            }
        };
    }

    private void route(HttpRouting.Builder routing) {
        routing.error(
                        Exception.class,
                        (_, response, failure) -> {
                            LOG.atDebug()
                                    .addKeyValue("failure", failure.toString())
                                    .log("not received");
                            answer(response, Status.NOT_FOUND_404);
                        })
                .any(this::take);
    }

    private void take(ServerRequest request, ServerResponse response) {
        String source = request.remotePeer().host();
        if (!limit.allows(source)) {
            refused.increment();
            answer(response, TOO_MANY);
            return;
        }
        Optional<Consumer<String>> owner = owner(request);
        if (owner.isEmpty() || !request.prologue().method().text().equals("POST")) {
            strangers.increment();
            answer(response, Status.NOT_FOUND_404);
            return;
        }
        received.increment();
        owner.get().accept(front(request));
        answer(response, Status.NO_CONTENT_204);
    }

    /** By the last two parts of the path: a proxy may put something before them. */
    private Optional<Consumer<String>> owner(ServerRequest request) {
        List<String> parts = List.of(request.path().rawPath().split("/", -1));
        return parts.size() < 2
                ? Optional.empty()
                : mailboxes.owner(parts.get(parts.size() - 2), parts.getLast());
    }

    /** As much of the body as anything here needs; what is left is not read. */
    private static String front(ServerRequest request) {
        if (!request.content().hasEntity()) {
            return "";
        }
        try (InputStream body = request.content().inputStream()) {
            return new String(body.readNBytes(MAX_BODY_BYTES), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            LOG.atDebug().addKeyValue("failure", broken.toString()).log("an event was cut off");
            return "";
        }
    }

    private static void answer(ServerResponse response, Status status) {
        response.status(status).send();
    }

    @Override
    public void close() {
        server.stop();
    }
}
