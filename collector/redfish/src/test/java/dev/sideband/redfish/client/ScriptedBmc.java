package dev.sideband.redfish.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A BMC that does what a test says, and else what it should: an open root, one sessions collection,
 * and documents for who has a token.
 */
final class ScriptedBmc implements AutoCloseable {
    static final String USER = "monitor";
    static final String PASSWORD = "swordfish";
    static final String SESSIONS = "/redfish/v1/SessionService/Sessions";

    /** What one request is answered with. */
    interface Script {
        void answer(Call call) throws IOException;
    }

    /** One request as it came. */
    record Seen(String method, String path, Map<String, List<String>> headers, String body) {
        @Nullable String header(String name) {
            List<String> values = headers.get(name);
            return values == null ? null : values.getFirst();
        }

        String line() {
            return method + " " + path;
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final boolean tls;
    private final Map<String, Deque<Script>> scripts = new ConcurrentHashMap<>();
    private final Map<String, String> documents = new ConcurrentHashMap<>();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final AtomicInteger sessionIds = new AtomicInteger();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();
    private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();

    private ScriptedBmc(HttpServer server, boolean tls) {
        this.server = server;
        this.tls = tls;
        document(
                "/redfish/v1/",
                "{\"Links\":{\"Sessions\":{\"@odata.id\":\"%s\"}}}".formatted(SESSIONS));
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** One by HTTPS, with a certificate for the address that it has. */
    static ScriptedBmc start() throws IOException {
        return start("ip:127.0.0.1", "TLSv1.3", "TLSv1.2");
    }

    static ScriptedBmc start(String certificateName, String... protocols) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(loopback(), 0), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(TestCertificate.of(certificateName).server("TLS")) {
                    @Override
                    public void configure(HttpsParameters parameters) {
                        var ssl = getSSLContext().getDefaultSSLParameters();
                        ssl.setProtocols(protocols);
                        parameters.setSSLParameters(ssl);
                    }
                });
        return new ScriptedBmc(server, true);
    }

    static ScriptedBmc startPlain() throws IOException {
        return new ScriptedBmc(HttpServer.create(new InetSocketAddress(loopback(), 0), 0), false);
    }

    private static InetAddress loopback() {
        return InetAddress.ofLiteral("127.0.0.1");
    }

    RedfishAddress address() {
        return new RedfishAddress(tls, "127.0.0.1", server.getAddress().getPort());
    }

    /** What is at a path, for who is logged in. */
    void document(String path, String json) {
        documents.put(path, json);
    }

    /** The next answers to a request such as "GET /redfish/v1/Chassis". */
    void next(String line, Script... answers) {
        scripts.computeIfAbsent(line, _ -> new ArrayDeque<>()).addAll(List.of(answers));
    }

    /** The tokens that are no longer known, as after a restart of the web server. */
    void forgetSessions() {
        tokens.clear();
    }

    int openSessions() {
        return tokens.size();
    }

    List<Seen> seen() {
        return List.copyOf(seen);
    }

    List<String> lines() {
        return seen.stream().map(Seen::line).toList();
    }

    long count(String line) {
        return seen.stream().filter(it -> it.line().equals(line)).count();
    }

    int mostInFlight() {
        return mostInFlight.get();
    }

    int connections() {
        return connections.size();
    }

    private void handle(HttpExchange exchange) throws IOException {
        connections.add(exchange.getRemoteAddress());
        int now = inFlight.incrementAndGet();
        mostInFlight.accumulateAndGet(now, Math::max);
        try (exchange) {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var call = new Call(exchange, exchange.getRequestURI().toString());
            var request =
                    new Seen(
                            exchange.getRequestMethod(),
                            call.path(),
                            Map.copyOf(exchange.getRequestHeaders()),
                            body);
            seen.add(request);
            Deque<Script> scripted = scripts.get(request.line());
            Script script = scripted == null ? null : poll(scripted);
            if (script == null) {
                usual(request, call);
            } else {
                script.answer(call);
            }
        } finally {
            inFlight.decrementAndGet();
        }
    }

    private static @Nullable Script poll(Deque<Script> scripted) {
        synchronized (scripted) {
            return scripted.poll();
        }
    }

    private void usual(Seen request, Call call) throws IOException {
        if (request.path().matches("/redfish/v1/?")) {
            call.json(200, documents.get("/redfish/v1/"));
        } else if (request.line().equals("POST " + SESSIONS)) {
            login(request, call);
        } else if (!isLoggedIn(request)) {
            call.json(401, "{}");
        } else if (request.path().startsWith(SESSIONS + "/")) {
            session(request, call);
        } else if (!documents.containsKey(request.path())) {
            call.json(404, "{}");
        } else {
            call.json(200, documents.get(request.path()));
        }
    }

    private void login(Seen request, Call call) throws IOException {
        if (request.body().contains('"' + USER + '"')
                && request.body().contains('"' + PASSWORD + '"')) {
            newSession(call);
        } else {
            call.json(401, "{}");
        }
    }

    /** Answers with a new session, whoever asked. */
    void newSession(Call call) throws IOException {
        headOfSession(call).json(201, "{}");
    }

    /** The same, and hangs up within the body. */
    void newSessionCutOff(Call call) throws IOException {
        headOfSession(call).cutOff("{\"Id\":");
    }

    private Call headOfSession(Call call) {
        String id = String.valueOf(sessionIds.incrementAndGet());
        tokens.add("token-" + id);
        return call.header("X-Auth-Token", "token-" + id).header("Location", SESSIONS + "/" + id);
    }

    private boolean isLoggedIn(Seen request) {
        String token = request.header("X-auth-token");
        String basic = request.header("Authorization");
        return (token != null && tokens.contains(token))
                || Credentials.of(USER, PASSWORD.getBytes(StandardCharsets.UTF_8))
                        .basic()
                        .equals(basic);
    }

    private void session(Seen request, Call call) throws IOException {
        String token = "token-" + request.path().substring(SESSIONS.length() + 1);
        if (!tokens.contains(token)) {
            call.json(404, "{}");
        } else if (request.method().equals("DELETE")) {
            tokens.remove(token);
            call.nothing(204);
        } else {
            call.json(200, "{}");
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** A request that waits for its answer. */
    static final class Call {
        private final HttpExchange exchange;
        private final String path;

        private Call(HttpExchange exchange, String path) {
            this.exchange = exchange;
            this.path = path;
        }

        String path() {
            return path;
        }

        Call header(String name, String value) {
            exchange.getResponseHeaders().set(name, value);
            return this;
        }

        void json(int status, @Nullable String json) throws IOException {
            header("Content-Type", "application/json");
            bytes(status, String.valueOf(json).getBytes(StandardCharsets.UTF_8));
        }

        void bytes(int status, byte[] bytes) throws IOException {
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }

        void nothing(int status) throws IOException {
            exchange.sendResponseHeaders(status, -1);
        }

        /** Announces more than comes, and hangs up. */
        void cutOff(String part) throws IOException {
            exchange.sendResponseHeaders(200, 100_000);
            exchange.getResponseBody().write(part.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        }

        /** Sends one part of an event stream, and the other when it may. */
        void stream(String first, CountDownLatch then, String second) throws IOException {
            header("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(first.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            try {
                if (then.await(20, TimeUnit.SECONDS)) {
                    exchange.getResponseBody().write(second.getBytes(StandardCharsets.UTF_8));
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        /** Hangs up without a word. */
        void hangUp() {
            exchange.close();
        }

        /** Sends for as long as somebody takes it. */
        void endless(byte[] part) throws IOException {
            exchange.sendResponseHeaders(200, 0);
            while (true) {
                exchange.getResponseBody().write(part);
            }
        }
    }
}
