package dev.sideband.simulator.redfish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sideband.simulator.FleetOptions;
import dev.sideband.simulator.Protocols;
import dev.sideband.simulator.SimulatedBmc;
import dev.sideband.simulator.SimulatedFleet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Bytes and shapes over real sockets and TLS, asked by a client that is not ours. */
class RedfishServerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void aSessionOpensReadsAndEnds() throws Exception {
        try (SimulatedFleet fleet = fleet(1, UnaryOperator.identity());
                HttpClient client = PinnedClient.of(fleet)) {
            SimulatedBmc bmc = fleet.bmcs().getFirst();
            HttpResponse<String> login = login(client, fleet, bmc);

            assertThat(login.statusCode()).isEqualTo(201);
            String token = login.headers().firstValue("x-auth-token").orElseThrow();
            String location = login.headers().firstValue("Location").orElseThrow();
            assertThat(location).startsWith("/redfish/v1/SessionService/Sessions/");
            assertThat(login.body()).doesNotContain(token);

            HttpResponse<String> thermal =
                    client.send(
                            to(bmc, "/redfish/v1/Chassis/System.Embedded.1/Thermal")
                                    .header("X-Auth-Token", token)
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(thermal.statusCode()).isEqualTo(200);
            assertThat(thermal.headers().firstValue("OData-Version")).contains("4.0");
            assertThat(Caller.json(thermal.body()).path("Fans")).hasSize(6);

            assertThat(bmc.redfishSessions()).isEqualTo(1);
            HttpResponse<String> gone =
                    client.send(
                            to(bmc, location).header("X-Auth-Token", token).DELETE().build(),
                            BodyHandlers.ofString());
            assertThat(gone.statusCode()).isEqualTo(204);
            assertThat(bmc.redfishSessions()).isZero();
            assertThat(
                            client.send(
                                            to(bmc, "/redfish/v1/Chassis")
                                                    .header("X-Auth-Token", token)
                                                    .build(),
                                            BodyHandlers.ofString())
                                    .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void theCertificateIsTheOneOfTheTargetsFile(@TempDir Path folder) throws Exception {
        try (SimulatedFleet fleet =
                SimulatedFleet.start(FleetOptions.of(9, 1).withMixedProtocols())) {
            Path file = folder.resolve("fleet.yaml");
            fleet.writeTargets(file);
            String text = Files.readString(file);

            assertThat(fleet.bmcs().stream().filter(one -> one.ipmi().isEmpty())).hasSize(3);
            assertThat(fleet.bmcs().stream().filter(one -> one.redfish().isEmpty())).hasSize(3);
            assertThat(text.lines().filter(line -> line.contains("ipmi: "))).hasSize(6);
            assertThat(text.lines().filter(line -> line.contains("redfish: \"https://127.")))
                    .hasSize(6);
            assertThat(text.lines().filter(line -> line.contains(fingerprint(fleet)))).hasSize(6);
        }
    }

    @Test
    void aSlowLogDelaysNoReading() throws Exception {
        try (SimulatedFleet fleet =
                        fleet(1, settings -> settings.withSlowLogs(Duration.ofMinutes(2)));
                HttpClient client = PinnedClient.of(fleet)) {
            SimulatedBmc bmc = fleet.bmcs().getFirst();
            String token =
                    login(client, fleet, bmc).headers().firstValue("X-Auth-Token").orElseThrow();

            assertThatThrownBy(() ->
                            client.send(
                                    to(
                                                    bmc,
                                                    "/redfish/v1/Managers/iDRAC.Embedded.1/LogServices/Sel/Entries")
                                            .timeout(Duration.ofMillis(300))
                                            .header("X-Auth-Token", token)
                                            .build(),
                                    BodyHandlers.ofString()))
                    .isInstanceOf(HttpTimeoutException.class);
            assertThat(
                            client.send(
                                            to(bmc, "/redfish/v1/Chassis/System.Embedded.1/Power")
                                                    .header("X-Auth-Token", token)
                                                    .build(),
                                            BodyHandlers.ofString())
                                    .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aCutBodyEndsBeforeItsLength() throws Exception {
        try (SimulatedFleet fleet = fleet(1, settings -> settings.withCutBodies(1));
                HttpClient client = PinnedClient.of(fleet)) {
            assertThatThrownBy(() ->
                            client.send(
                                    to(fleet.bmcs().getFirst(), "/redfish/v1/").build(),
                                    BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aPageForPeopleComesWhereJsonWasAskedFor() throws Exception {
        try (SimulatedFleet fleet = fleet(1, settings -> settings.withHtml(1));
                HttpClient client = PinnedClient.of(fleet)) {
            HttpResponse<String> answer =
                    client.send(
                            to(fleet.bmcs().getFirst(), "/redfish/v1/").build(),
                            BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/html");
            assertThat(answer.body()).startsWith("<html>");
        }
    }

    @Test
    void aHangingBmcSaysNothing() throws Exception {
        try (SimulatedFleet fleet = fleet(1, UnaryOperator.identity());
                HttpClient client = PinnedClient.of(fleet)) {
            SimulatedBmc bmc = fleet.bmcs().getFirst();
            bmc.setHang(true);

            assertThatThrownBy(() ->
                            client.send(
                                    to(bmc, "/redfish/v1/").timeout(Duration.ofMillis(300)).build(),
                                    BodyHandlers.ofString()))
                    .isInstanceOf(HttpTimeoutException.class);
        }
    }

    @Test
    void aThousandBmcsNeedNoThreadEach() throws Exception {
        int before = Thread.activeCount();
        try (SimulatedFleet fleet = fleet(1000, UnaryOperator.identity());
                HttpClient client = PinnedClient.of(fleet)) {
            int answered = 0;
            for (SimulatedBmc bmc : fleet.bmcs().subList(0, 60)) {
                JsonNode root =
                        Caller.json(
                                client.send(
                                                to(bmc, "/redfish/v1/").build(),
                                                BodyHandlers.ofString())
                                        .body());
                answered += root.path("RedfishVersion").asText().isEmpty() ? 0 : 1;
            }
            System.out.printf(
                    "1000 BMCs listen, %d of 60 answered, %d threads more%n",
                    answered, Thread.activeCount() - before);
            assertThat(answered).isEqualTo(60);
            assertThat(Thread.activeCount() - before).isLessThan(20);
        }
    }

    private static SimulatedFleet fleet(int bmcs, UnaryOperator<RedfishSettings> settings) {
        return SimulatedFleet.start(
                FleetOptions.of(bmcs, 1).withProtocols(Protocols.REDFISH).withRedfish(settings));
    }

    private static HttpResponse<String> login(
            HttpClient client, SimulatedFleet fleet, SimulatedBmc bmc) throws Exception {
        String body =
                "{\"UserName\": \"%s\", \"Password\": \"%s\"}"
                        .formatted(fleet.options().username(), fleet.options().password());
        return client.send(
                to(bmc, "/redfish/v1/SessionService/Sessions")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpRequest.Builder to(SimulatedBmc bmc, String path) {
        return HttpRequest.newBuilder(
                        URI.create("https://%s:%d%s".formatted(bmc.host(), bmc.port(), path)))
                .timeout(PATIENCE);
    }

    private static String fingerprint(SimulatedFleet fleet) {
        return fleet.redfishFingerprint().orElseThrow();
    }
}
