package dev.sideband.collector.daemon;

import dev.sideband.collector.config.CollectorFile;
import dev.sideband.collector.metrics.Scraped;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A daemon on a thread of its own, and what it serves. */
final class DaemonUnderTest implements AutoCloseable {
    private static final Duration END = Duration.ofSeconds(40);

    private final CountDownLatch stop = new CountDownLatch(1);
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;
    private final Thread thread;
    private volatile @Nullable Exception failure;

    private DaemonUnderTest(Path file, int port) {
        this.port = port;
        thread = new Thread(() -> run(file), "daemon");
    }

    static DaemonUnderTest start(Path file, int port) {
        var daemon = new DaemonUnderTest(file, port);
        daemon.thread.start();
        return daemon;
    }

    /** A port that is free now. */
    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void run(Path file) {
        try {
            CollectorDaemon.run(
                    file,
                    CollectorFile.read(file),
                    limit -> stop.await(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (Exception why) {
            failure = why;
        }
    }

    @Nullable Exception failure() {
        return failure;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                        .build(),
                BodyHandlers.ofString());
    }

    boolean isReady() throws IOException, InterruptedException {
        return get("/readyz").statusCode() == 200;
    }

    Scraped metrics() throws IOException, InterruptedException {
        return Scraped.of(get("/metrics").body());
    }

    boolean ended() throws InterruptedException {
        stop.countDown();
        return thread.join(END);
    }

    @Override
    public void close() {
        try {
            ended();
        } catch (InterruptedException cut) {
            Thread.currentThread().interrupt();
        } finally {
            client.close();
        }
    }
}
