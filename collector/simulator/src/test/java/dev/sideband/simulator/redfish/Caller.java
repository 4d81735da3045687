package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import dev.sideband.simulator.model.Blueprint;
import dev.sideband.simulator.model.Server;
import dev.sideband.simulator.model.SimulatedTime;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A BMC without a socket, and one who asks it, at a time that stands still unless moved. */
final class Caller {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    static final String USER = "monitor";
    static final String PASSWORD = "secret";

    /** The account's, as a header has it. */
    static final String BASIC =
            "Basic "
                    + Base64.getEncoder()
                            .encodeToString(
                                    (USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    private final Server server;
    private final RedfishBmc bmc;
    private Instant now = START.plusSeconds(60);

    Caller(String profile) {
        this(profile, UnaryOperator.identity());
    }

    Caller(String profile, UnaryOperator<RedfishSettings> settings) {
        Blueprint blueprint =
                Blueprint.all().stream()
                        .filter(one -> one.profile().name().equals(profile))
                        .findFirst()
                        .orElseThrow();
        this.server = new Server(blueprint, 7, new SimulatedTime(START, 1));
        this.bmc =
                new RedfishBmc(
                        server,
                        settings.apply(RedfishSettings.of(USER, PASSWORD)),
                        new SecureRandom());
    }

    Server server() {
        return server;
    }

    RedfishBmc bmc() {
        return bmc;
    }

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** As the account, by basic authentication. */
    Answer ask(String method, String uri, String body) {
        return ask(method, uri, body, Optional.empty(), Optional.of(BASIC));
    }

    Answer ask(
            String method,
            String uri,
            String body,
            Optional<String> token,
            Optional<String> authorization) {
        Map<String, String> query = new HashMap<>();
        int mark = uri.indexOf('?');
        if (mark >= 0) {
            for (String pair : uri.substring(mark + 1).split("&", -1)) {
                String[] parts = pair.split("=", 2);
                query.put(parts[0], parts[1]);
            }
        }
        String path = mark < 0 ? uri : uri.substring(0, mark);
        return bmc.answer(
                new Request(
                        method,
                        path.replaceAll("(.)/+$", "$1"),
                        query,
                        token,
                        authorization,
                        json(body),
                        "127.0.0.1"),
                now);
    }

    JsonNode get(String uri) {
        Answer answer = ask("GET", uri, "");
        if (answer.status() != 200) {
            throw new AssertionError(uri + ": " + answer.status() + " " + answer.body());
        }
        return answer.body();
    }

    static JsonNode json(String text) {
        try {
            return text.isEmpty() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
