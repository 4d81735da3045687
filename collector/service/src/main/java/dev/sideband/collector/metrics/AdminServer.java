package dev.sideband.collector.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Serves {@code /metrics} for Prometheus, {@code /healthz} (it is alive) and {@code /readyz} (it
 * does its work or stands by; 503 with what is missing where not). Read-only, and without a login:
 * nothing that it says is secret, but it belongs into the management network.
 */
public final class AdminServer implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 64;
    private static final int MAX_REQUESTS = 16;
    private static final Duration IDLE = Duration.ofMinutes(2);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(1);
    private static final String JSON = "application/json";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);

    private final WebServer server;
    private final Meters meters;
    private final Supplier<Readiness> readiness;

    private AdminServer(HttpOptions options, Meters meters, Supplier<Readiness> readiness)
            throws IOException {
        this.meters = meters;
        this.readiness = readiness;
        InetSocketAddress local = new InetSocketAddress(options.address(), options.port());
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
                        .routing(this::route)
                        .build();
        server.start();
        if (!server.isRunning()) {
            throw new IOException("http port %d: does not start".formatted(options.port()));
        }
    }

    /**
     * Starts to serve.
     *
     * @param readiness asked at each {@code /readyz}; must not block
     * @throws IOException where the port cannot be had
     */
    public static AdminServer start(
            HttpOptions options, Meters meters, Supplier<Readiness> readiness) throws IOException {
        requireFree(options);
        var started = new AdminServer(options, meters, readiness);
        LOG.atInfo()
                .addKeyValue("address", options.address())
                .addKeyValue("port", started.port())
                .log("health and metrics are served");
        return started;
    }

    /** The server itself would only log that it cannot listen. */
    private static void requireFree(HttpOptions options) throws IOException {
        InetSocketAddress local = new InetSocketAddress(options.address(), options.port());
        if (local.isUnresolved()) {
            throw new IOException(
                    "http address: %s cannot be resolved".formatted(options.address()));
        }
        try (var trial = new ServerSocket()) {
            trial.setReuseAddress(true);
            trial.bind(local);
        } catch (BindException taken) {
            throw new IOException(
                    "http port %d: %s: another program has it, or %s is no address of this machine"
                            .formatted(options.port(), taken.getMessage(), options.address()),
                    taken);
        }
    }

    /** The TCP port. */
    public int port() {
        return server.port();
    }

    private void route(HttpRouting.Builder routing) {
        routing.get(
                        "/metrics",
                        (_, response) -> answer(response, Meters.CONTENT_TYPE, meters.text()))
                .get("/healthz", (_, response) -> answer(response, JSON, "{\"status\":\"ok\"}"))
                .get("/readyz", (_, response) -> sayWhetherReady(response))
                .error(
                        Exception.class,
                        (_, response, failure) -> {
                            LOG.atWarn().addKeyValue("failure", failure).log("not answered");
                            response.status(Status.INTERNAL_SERVER_ERROR_500).send();
                        });
    }

    private void sayWhetherReady(ServerResponse response) throws JsonProcessingException {
        Readiness now = readiness.get();
        ObjectNode json = MAPPER.createObjectNode();
        json.put("status", now.isReady() ? "ok" : "not-ready");
        ArrayNode checks = json.putArray("checks");
        for (Readiness.Check check : now.checks()) {
            checks.addObject()
                    .put("name", check.name())
                    .put("ok", check.ok())
                    .put("detail", check.detail());
        }
        response.status(now.isReady() ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503);
        answer(response, JSON, MAPPER.writeValueAsString(json));
    }

    private static void answer(ServerResponse response, String type, String body) {
        response.header(HeaderNames.CONTENT_TYPE, type)
                .header(HeaderNames.CACHE_CONTROL, "no-store")
                .send(body);
    }

    @Override
    public void close() {
        server.stop();
    }
}
