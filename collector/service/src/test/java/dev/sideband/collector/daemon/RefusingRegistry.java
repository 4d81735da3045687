package dev.sideband.collector.daemon;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A schema registry that lets nobody in, and remembers who asked. */
final class RefusingRegistry implements AutoCloseable {
    private final HttpServer server;
    private volatile String authorization = "";

    RefusingRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::refuse);
        server.start();
    }

    private void refuse(HttpExchange exchange) throws IOException {
        authorization =
                Objects.requireNonNullElse(
                        exchange.getRequestHeaders().getFirst("Authorization"), "");
        byte[] body =
                "{\"error_code\":40101,\"message\":\"who are you?\"}"
                        .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(401, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String authorization() {
        return authorization;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
