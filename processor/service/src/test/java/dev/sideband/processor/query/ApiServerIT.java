package dev.sideband.processor.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.sideband.avro.Severity;
import dev.sideband.processor.PortTakenException;
import dev.sideband.processor.view.Fleet;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

class ApiServerIT {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final Fleet fleet = Fleets.mixed(Instant.now());
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(DEADLINE).build();
    private boolean ready = true;
    private ApiServer server;

    @BeforeEach
    void start() {
        server = ApiServer.start("127.0.0.1", 0, fleet.view(), () -> true, () -> ready);
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        server.close();
    }

    @Test
    void sumsUpTheFleet() throws Exception {
        JsonNode sums = json("/api/v1/fleet");

        assertThat(sums.at("/servers").intValue()).isEqualTo(16);
        assertThat(sums.at("/reachability/QUARANTINED").intValue()).isEqualTo(1);
        assertThat(sums.at("/alerts/CRITICAL").intValue()).isEqualTo(1);
        assertThat(sums.at("/alerts/WARNING").intValue()).isEqualTo(2);
    }

    @Test
    void listsTheServersPageByPage() throws Exception {
        JsonNode first = json("/api/v1/servers?limit=10");
        JsonNode second = json("/api/v1/servers?limit=10&after=" + first.at("/next").textValue());

        assertThat(first.at("/items")).hasSize(10);
        assertThat(second.at("/items")).hasSize(6);
        assertThat(second.at("/items/0/id").textValue()).isEqualTo("r12-u11");
        assertThat(second.at("/next").isNull()).isTrue();
    }

    @Test
    void tellsAllOfAServer() throws Exception {
        JsonNode answer = json("/api/v1/servers/r12-u07");

        assertThat(answer.at("/server/health/score").intValue()).isEqualTo(50);
        assertThat(answer.at("/server/location/rack").textValue()).isEqualTo("r12");
        assertThat(answer.at("/server/polling/state").textValue()).isEqualTo("REACHABLE");
        assertThat(answer.at("/sensors")).hasSize(11);
        assertThat(answer.at("/alerts/0/severity").textValue()).isEqualTo("CRITICAL");
        assertThat(answer.at("/alerts/0/evidence")).hasSize(1);
    }

    @Test
    void givesTheValuesOfASensorOverTime() throws Exception {
        String path = "/api/v1/servers/r12-u07/readings?sensor=cpu1-temp";
        JsonNode all = json(path);
        String from = Instant.now().minusSeconds(200).toString();
        JsonNode some = json(path + "&from=" + from);

        assertThat(all.at("/series/0/points")).hasSize(21);
        assertThat(all.at("/series/0/unit").textValue()).isEqualTo("Cel");
        assertThat(some.at("/series/0/points").size()).isBetween(5, 8);
        assertThat(json("/api/v1/servers/r12-u07/readings").at("/series")).hasSize(8);
    }

    @Test
    void tellsFiringAndResolvedAlertsApart() throws Exception {
        assertThat(json("/api/v1/alerts").at("/items")).hasSize(3);
        assertThat(json("/api/v1/alerts?state=firing&target=r12-u07").at("/items")).hasSize(2);
        assertThat(json("/api/v1/alerts?state=resolved").at("/items")).hasSize(1);
        assertThat(json("/api/v1/alerts?state=all").at("/items")).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/servers/nobody, 404, not-found",
        "/api/v1/servers/nobody/readings, 404, not-found",
        "/api/v1/servers/r12-u07/readings?sensor=nothing, 404, not-found",
        "/api/v1/servers/r12-u07/readings?from=yesterday, 400, bad-parameter",
        "/api/v1/servers?limit=0, 400, bad-parameter",
        "/api/v1/servers?after=nobody, 400, bad-parameter",
        "/api/v1/alerts?state=asleep, 400, bad-parameter",
        "/api/v2/fleet, 404, not-found",
        "/../web/app.js, 404, not-found",
    })
    void answersErrorsInOneShape(String path, int status, String code) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(status);
        JsonNode error = new ObjectMapper().readTree(response.body()).at("/error");
        assertThat(error.at("/code").textValue()).isEqualTo(code);
        assertThat(error.at("/message").textValue()).isNotBlank();
    }

    @Test
    void changesNothing() throws Exception {
        var request =
                HttpRequest.newBuilder(uri("/api/v1/servers/r12-u07"))
                        .DELETE()
                        .timeout(DEADLINE)
                        .build();

        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(404);
    }

    @Test
    void saysWhetherItIsReady() throws Exception {
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
        assertThat(get("/healthz").statusCode()).isEqualTo(200);

        ready = false;
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
    }

    @ParameterizedTest
    @CsvSource({"/, text/html", "/app.js, text/javascript", "/style.css, text/css"})
    void servesThePage(String path, String type) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type").orElse("")).startsWith(type);
        assertThat(response.headers().firstValue("content-security-policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'")
                .doesNotContain("unsafe");
    }

    @Test
    void tellsOfAnAlertAsItHappens() throws Exception {
        var request =
                HttpRequest.newBuilder(uri("/api/v1/stream?server=r12-u07"))
                        .header("accept", "text/event-stream")
                        .build();
        HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
        assertThat(response.headers().firstValue("content-type").orElse(""))
                .startsWith("text/event-stream");
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            assertThat(next(lines, "fleet").at("/servers").intValue()).isEqualTo(16);

            fleet.alert(fleet.firing("r12-u02", "event/x", Severity.WARNING, "PSU lost", 0));
            assertThat(next(lines, "alert").at("/title").textValue()).isEqualTo("PSU lost");
            assertThat(next(lines, "servers").at("/0/warning").intValue()).isEqualTo(1);

            fleet.reading(
                    "r12-u07", "cpu1-temp", "CPU1 Temp", "temperature", "Cel", soon(), 99, 95);
            assertThat(next(lines, "sensors").at("/0/value").intValue()).isEqualTo(99);

            fleet.removed("r12-u02");
            assertThat(next(lines, "gone").at("/0").textValue()).isEqualTo("r12-u02");
        }
    }

    @Test
    void saysWhichPortIsTaken() {
        assertThatThrownBy(() ->
                        ApiServer.start(
                                "127.0.0.1", server.port(), fleet.view(), () -> true, () -> true))
                .isInstanceOf(PortTakenException.class)
                .hasMessage("port %d is taken; choose another with --port", server.port());
    }

    private static Instant soon() {
        return Instant.now().plusSeconds(1);
    }

    private static JsonNode next(BufferedReader lines, String event) throws IOException {
        String line;
        boolean wanted = false;
        while ((line = lines.readLine()) != null) {
            if (line.startsWith("event:")) {
                wanted = line.substring(6).strip().equals(event);
            } else if (wanted && line.startsWith("data:")) {
                return new ObjectMapper().readTree(line.substring(5));
            }
        }
        throw new AssertionError("the stream ended before " + event);
    }

    private JsonNode json(String path) throws Exception {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type").orElse(""))
                .startsWith("application/json");
        return new ObjectMapper().readTree(response.body());
    }

    private HttpResponse<String> get(String path) throws Exception {
        var request = HttpRequest.newBuilder(uri(path)).timeout(DEADLINE).build();
        return client.send(request, BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
