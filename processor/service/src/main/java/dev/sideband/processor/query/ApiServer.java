package dev.sideband.processor.query;

import dev.sideband.processor.PortTakenException;
import dev.sideband.processor.view.FleetView;
import dev.sideband.processor.view.Subscriber;

import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Serves the API and the page. A virtual thread for each request. */
public final class ApiServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
    private static final HeaderName CSP = HeaderNames.create("Content-Security-Policy");
    private static final HeaderName NO_SNIFF = HeaderNames.create("X-Content-Type-Options");
    private static final HeaderName REFERRER = HeaderNames.create("Referrer-Policy");
    private static final String ONLY_OURS =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";
    private static final int MAX_REQUESTS = 256;
    private static final Duration STOP_WITHIN = Duration.ofMillis(300);

    private final FleetView view;
    private final Api api;
    private final BooleanSupplier alive;
    private final BooleanSupplier ready;
    private final WebPage page = new WebPage();
    private final WebServer server;
    private volatile boolean closing;

    private ApiServer(
            String host, int port, FleetView view, BooleanSupplier alive, BooleanSupplier ready) {
        this.view = view;
        this.api = new Api(view);
        this.alive = alive;
        this.ready = ready;
        this.server =
                WebServer.builder()
                        .host(host)
                        .port(port)
                        .shutdownHook(false)
                        .featuresDiscoverServices(false)
                        .maxConcurrentRequests(MAX_REQUESTS)
                        .shutdownGracePeriod(STOP_WITHIN)
                        .routing(this::route)
                        .build();
    }

    /**
     * Starts to serve.
     *
     * @param port 0 for any that is free
     * @param alive whether the processor works or can be expected to
     * @param ready whether what it shows is up to date
     * @throws PortTakenException when somebody else has the port
     * @throws IllegalArgumentException when {@code host} is no address of this machine
     */
    public static ApiServer start(
            String host, int port, FleetView view, BooleanSupplier alive, BooleanSupplier ready) {
        requireFree(host, port);
        var server = new ApiServer(host, port, view, alive, ready);
        server.server.start();
        if (!server.server.isRunning()) {
            throw new IllegalStateException(
                    "the API does not start at %s:%d".formatted(host, port));
        }
        return server;
    }

    /** The server itself would only log that it cannot listen. */
    private static void requireFree(String host, int port) {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(host, port));
        } catch (BindException e) {
            if (String.valueOf(e.getMessage()).contains("in use")) {
                throw new PortTakenException(port, e);
            }
            throw noAddress(host, e);
        } catch (IOException e) {
            throw noAddress(host, e);
        }
    }

    private static IllegalArgumentException noAddress(String host, IOException cause) {
        return new IllegalArgumentException(
                "host: cannot listen at %s: %s".formatted(host, cause.getMessage()), cause);
    }

    public int port() {
        return server.port();
    }

    private void route(HttpRouting.Builder routing) {
        routing.addFilter(
                        (chain, _, response) -> {
                            response.header(CSP, ONLY_OURS);
                            response.header(NO_SNIFF, "nosniff");
                            response.header(REFERRER, "no-referrer");
                            response.header(HeaderNames.CACHE_CONTROL, "no-cache");
                            chain.proceed();
                        })
                .error(ApiException.class, (_, response, e) -> fail(response, e))
                .error(Exception.class, (request, response, e) -> broken(request, response, e))
                .get("/api/v1/fleet", answer(_ -> api.fleet()))
                .get("/api/v1/servers", answer(request -> api.servers(query(request))))
                .get("/api/v1/servers/{id}", answer(request -> api.server(id(request))))
                .get(
                        "/api/v1/servers/{id}/readings",
                        answer(request -> api.readings(id(request), query(request))))
                .get("/api/v1/alerts", answer(request -> api.alerts(query(request))))
                .get("/api/v1/stream", this::stream)
                .get("/healthz", answer(_ -> health(alive, "failed")))
                .get("/readyz", answer(_ -> health(ready, "not-ready")))
                .get("/", (_, response) -> send(response, "index.html"));
        for (String name : page.names()) {
            routing.get("/" + name, (_, response) -> send(response, name));
        }
        routing.any((request, _) -> {
            throw ApiException.notFound("there is nothing at " + request.path().path());
        });
    }

    private static Handler answer(Function<ServerRequest, Object> work) {
        return (request, response) -> json(response, work.apply(request));
    }

    private static Answers.Health health(BooleanSupplier good, String otherwise) {
        if (!good.getAsBoolean()) {
            throw ApiException.unavailable(otherwise, "the processor is " + otherwise);
        }
        return new Answers.Health("ok");
    }

    private void stream(ServerRequest request, ServerResponse response) {
        String watched = query(request).text("server");
        Subscriber subscriber =
                view.subscribe(watched)
                        .orElseThrow(() ->
                                ApiException.unavailable(
                                        "too-many-streams", "too many listen already"));
        new EventStream(api, view, watched)
                .tell(subscriber, response.sink(SseSink.TYPE), () -> closing);
    }

    private void send(ServerResponse response, String name) {
        WebPage.File file = page.file(name);
        response.header(HeaderNames.CONTENT_TYPE, file.type()).send(file.bytes());
    }

    private static void fail(ServerResponse response, ApiException failure) {
        response.status(Status.create(failure.status()));
        json(response, failure.answer());
    }

    private static void broken(ServerRequest request, ServerResponse response, Exception failure) {
        LOG.error("the request for {} failed", request.path().path(), failure);
        response.status(Status.INTERNAL_SERVER_ERROR_500);
        json(
                response,
                new Answers.Failure(
                        new Answers.Problem("internal", "this should not happen; see the log")));
    }

    private static void json(ServerResponse response, Object answer) {
        response.headers().contentType(MediaTypes.APPLICATION_JSON);
        response.send(Json.bytes(answer));
    }

    private static QueryParameters query(ServerRequest request) {
        return new QueryParameters(request.query());
    }

    private static String id(ServerRequest request) {
        return request.path().pathParameters().get("id");
    }

    @Override
    public void close() {
        closing = true;
        server.stop();
    }
}
