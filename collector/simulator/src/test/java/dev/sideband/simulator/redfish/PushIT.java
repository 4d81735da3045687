package dev.sideband.simulator.redfish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;

import dev.sideband.simulator.FleetOptions;
import dev.sideband.simulator.Protocols;
import dev.sideband.simulator.SimulatedBmc;
import dev.sideband.simulator.SimulatedFleet;
import dev.sideband.simulator.fault.Fault.ChassisOpen;

import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a BMC says of its own accord: by a stream, and to a webhook. */
class PushIT {
    private static final String SUBSCRIPTIONS = "/redfish/v1/EventService/Subscriptions";

    @Test
    void aStreamTellsWhatComesToTheLog() throws Exception {
        try (SimulatedFleet fleet = fleet();
                HttpClient client = PinnedClient.of(fleet)) {
            SimulatedBmc bmc = fleet.bmcs().getFirst();
            var response =
                    client.send(to(fleet, "/redfish/v1/SSE").build(), BodyHandlers.ofInputStream());
            assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
            bmc.begin(new ChassisOpen());

            try (var lines =
                    new BufferedReader(
                            new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                String line = Objects.requireNonNull(lines.readLine());
                while (!line.startsWith("data: ")) {
                    line = Objects.requireNonNull(lines.readLine());
                }
                JsonNode event = Caller.json(line.substring(6)).path("Events").path(0);
                assertThat(event.path("Message").asText()).contains("the chassis is open");
                assertThat(event.path("MessageId").asText()).endsWith("SEC0000");
            }
        }
    }

    @Test
    void aStreamIsNotForStrangers() throws Exception {
        try (SimulatedFleet fleet = fleet();
                HttpClient client = PinnedClient.of(fleet)) {
            HttpRequest request = HttpRequest.newBuilder(uri(fleet, "/redfish/v1/SSE")).build();

            assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void aWebhookIsCalledUntilItsSubscriptionIsDeleted() throws Exception {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        HttpServer receiver =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext(
                "/",
                exchange -> {
                    received.add(
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8));
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        receiver.start();
        try (SimulatedFleet fleet = fleet();
                HttpClient client = PinnedClient.of(fleet)) {
            String body =
                    ("{\"Destination\": \"http://127.0.0.1:%d/events\", \"Protocol\": \"Redfish\","
                                    + " \"Context\": \"ours\"}")
                            .formatted(receiver.getAddress().getPort());
            var made =
                    client.send(
                            to(fleet, SUBSCRIPTIONS).POST(BodyPublishers.ofString(body)).build(),
                            BodyHandlers.ofString());
            assertThat(made.statusCode()).isEqualTo(201);
            String location = made.headers().firstValue("Location").orElseThrow();

            fleet.bmcs().getFirst().begin(new ChassisOpen());
            String event = received.poll(20, TimeUnit.SECONDS);
            assertThat(Caller.json(Objects.requireNonNull(event)).path("Context").asText())
                    .isEqualTo("ours");

            var gone = client.send(to(fleet, location).DELETE().build(), BodyHandlers.ofString());
            assertThat(gone.statusCode()).isEqualTo(204);
            var left = client.send(to(fleet, SUBSCRIPTIONS).build(), BodyHandlers.ofString());
            assertThat(Caller.json(left.body()).path("Members@odata.count").asInt()).isZero();
        } finally {
            receiver.stop(0);
        }
    }

    @Test
    void aDestinationElsewhereIsRefused() {
        var caller = new Caller("hpe");
        Answer refused =
                caller.ask(
                        "POST",
                        SUBSCRIPTIONS,
                        "{\"Destination\": \"http://192.0.2.7/\", \"Protocol\": \"Redfish\"}");

        assertThat(refused.status()).isEqualTo(400);
    }

    @Test
    void thereIsRoomForTwentySubscriptions() {
        var caller = new Caller("openbmc");
        String body = "{\"Destination\": \"http://127.0.0.1:9/\", \"Protocol\": \"Redfish\"}";
        for (int n = 0; n < Push.SUBSCRIPTION_LIMIT; n++) {
            assertThat(caller.ask("POST", SUBSCRIPTIONS, body).status()).isEqualTo(201);
        }

        assertThat(caller.ask("POST", SUBSCRIPTIONS, body).status()).isEqualTo(503);
        assertThat(caller.get(SUBSCRIPTIONS).path("Members")).hasSize(20);
    }

    private static SimulatedFleet fleet() {
        return SimulatedFleet.start(FleetOptions.of(1, 1).withProtocols(Protocols.REDFISH));
    }

    private static HttpRequest.Builder to(SimulatedFleet fleet, String path) {
        String login = fleet.options().username() + ":" + fleet.options().password();
        return HttpRequest.newBuilder(uri(fleet, path))
                .timeout(Duration.ofSeconds(20))
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }

    private static URI uri(SimulatedFleet fleet, String path) {
        SimulatedBmc bmc = fleet.bmcs().getFirst();
        return URI.create("https://%s:%d%s".formatted(bmc.host(), bmc.port(), path));
    }
}
