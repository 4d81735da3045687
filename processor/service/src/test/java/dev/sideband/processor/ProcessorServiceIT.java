package dev.sideband.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.sideband.avro.Reachability;
import dev.sideband.schemas.Topics;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

class ProcessorServiceIT {
    private static final Duration DEADLINE = Duration.ofSeconds(40);
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(50);

    @TempDir private Path directory;

    private final Said server = new Said("r12-u07");

    @Test
    void showsWhatHappensOnTheTopics() throws Exception {
        try (var cluster = new Cluster(directory);
                var service = ProcessorService.start(config(cluster))) {
            service.awaitRunning(DEADLINE);
            Instant now = Instant.now();
            Topics topics = cluster.topics();
            cluster.put(topics.targets(), "r12-u07", server.registration("r12"), now);
            cluster.flush();
            // Between topics there is no order: the place must be known before the alert is raised.
            awaitRecords(service, 1);
            cluster.put(topics.sensors(), "r12-u07/" + Said.TEMP, server.thermometer(now), now);
            cluster.put(topics.readings(), "r12-u07", server.temperature(now, 96), now);
            cluster.put(
                    topics.status(),
                    "r12-u07",
                    server.status(now, Reachability.REACHABLE, null, 30_000),
                    now);
            cluster.flush();

            JsonNode answer =
                    await(
                            service,
                            "/api/v1/servers/r12-u07",
                            json -> json.at("/server/health/score").intValue() == 60);
            assertThat(answer.at("/alerts/0/location/rack").textValue()).isEqualTo("r12");
            assertThat(answer.at("/sensors/0/value").intValue()).isEqualTo(96);
            assertThat(answer.at("/sensors/0/thresholds/ucr").intValue()).isEqualTo(90);
            assertThat(service.snapshot().raised()).isEqualTo(1);

            Instant later = now.plusSeconds(1);
            cluster.put(topics.readings(), "r12-u07", server.temperature(later, 50), later);
            cluster.put(topics.targets(), "r12-u08", new Said("r12-u08").registration("x"), now);
            cluster.flush();
            await(
                    service,
                    "/api/v1/alerts?state=resolved",
                    json -> json.at("/items/0/reason").textValue() != null);
            await(service, "/api/v1/fleet", json -> json.at("/servers").intValue() == 2);
            await(service, "/readyz", json -> json.at("/status").asText().equals("ok"));

            cluster.put(topics.targets(), "r12-u07", null, later);
            cluster.flush();
            await(service, "/api/v1/fleet", json -> json.at("/servers").intValue() == 1);
        }
    }

    @Test
    void saysWhichPortIsTakenBeforeItDoesAnything() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            int port = taken.getLocalPort();
            var config =
                    ProcessorConfig.of("127.0.0.1:9", "mock://none", directory)
                            .servedAt("127.0.0.1", port);

            assertThatThrownBy(() -> ProcessorService.start(config))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessage("port %d is taken; choose another with --port", port);
        }
    }

    private static ProcessorConfig config(Cluster cluster) {
        return ProcessorConfig.of(
                        cluster.bootstrapServers(),
                        cluster.registryUrl(),
                        Path.of("target", "state", cluster.registryUrl().substring(7)))
                .servedAt("127.0.0.1", 0);
    }

    private static void awaitRecords(ProcessorService service, long records)
            throws InterruptedException {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (service.snapshot().records() < records) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            Thread.sleep(LOOK_AGAIN_AFTER);
        }
    }

    private static JsonNode await(ProcessorService service, String path, Predicate<JsonNode> enough)
            throws Exception {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        var uri = URI.create("http://127.0.0.1:" + service.port() + path);
        try (var client = HttpClient.newHttpClient()) {
            while (true) {
                var request = HttpRequest.newBuilder(uri).timeout(DEADLINE).build();
                String body = client.send(request, BodyHandlers.ofString()).body();
                JsonNode answer = new ObjectMapper().readTree(body);
                if (enough.test(answer)) {
                    return answer;
                }
                assertThat(System.nanoTime()).as("in time, at last: %s", body).isLessThan(deadline);
                Thread.sleep(LOOK_AGAIN_AFTER);
            }
        }
    }
}
