package dev.sideband.processor.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.sideband.testing.Peers;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A Chromium without a window, driven over its DevTools protocol; tests skip where there is none.
 */
final class Browser implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(50);
    private static final String LISTENING = "DevTools listening on ";

    private final ObjectMapper json = new ObjectMapper();
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final WebSocket socket;
    private final String session;
    private int calls;

    Browser(Path profile) throws Exception {
        process =
                new ProcessBuilder(
                                Peers.require("chromium").toString(),
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--user-data-dir=" + profile,
                                "--remote-debugging-port=0",
                                "about:blank")
                        .redirectErrorStream(true)
                        .start();
        socket =
                client.newWebSocketBuilder()
                        .buildAsync(
                                address(process.inputReader(StandardCharsets.UTF_8)), listener())
                        .get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
        String target =
                call("Target.createTarget", Map.of("url", "about:blank"), null)
                        .at("/targetId")
                        .textValue();
        session =
                call("Target.attachToTarget", Map.of("targetId", target, "flatten", true), null)
                        .at("/sessionId")
                        .textValue();
    }

    /** Goes to a page; it may still be loading. */
    void open(String url) throws Exception {
        call("Page.navigate", Map.of("url", url), session);
    }

    /** The value of a JavaScript expression as text, once it is true in JavaScript's sense. */
    String await(String expression) throws Exception {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (System.nanoTime() < deadline) {
            String value = evaluate(expression);
            if (!value.isEmpty() && !value.equals("false") && !value.equals("null")) {
                return value;
            }
            Thread.sleep(LOOK_AGAIN_AFTER);
        }
        throw new AssertionError(
                "never true: " + expression + "; the page: " + evaluate("document.body.innerText"));
    }

    String evaluate(String expression) throws Exception {
        return call("Runtime.evaluate", Map.of("expression", expression), session)
                .at("/result/value")
                .asText();
    }

    private JsonNode call(String method, Map<String, Object> parameters, @Nullable String inSession)
            throws Exception {
        int id = ++calls;
        var message = new HashMap<String, Object>();
        message.put("id", id);
        message.put("method", method);
        message.put("params", parameters);
        if (inSession != null) {
            message.put("sessionId", inSession);
        }
        socket.sendText(json.writeValueAsString(message), true)
                .get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
        while (true) {
            String text = messages.poll(DEADLINE.toSeconds(), TimeUnit.SECONDS);
            if (text == null) {
                throw new AssertionError("the browser does not answer " + method);
            }
            JsonNode answer = json.readTree(text);
            if (answer.at("/id").asInt() == id) {
                return answer.at("/result");
            }
        }
    }

    private static URI address(BufferedReader output) throws IOException {
        String line;
        while ((line = output.readLine()) != null) {
            if (line.startsWith(LISTENING)) {
                Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {}));
                return URI.create(line.substring(LISTENING.length()).strip());
            }
        }
        throw new AssertionError("the browser ended at its start");
    }

    private WebSocket.Listener listener() {
        return new WebSocket.Listener() {
            private final StringBuilder message = new StringBuilder();

            @Override
            public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                message.append(data);
                if (last) {
                    messages.add(message.toString());
                    message.setLength(0);
                }
                from.request(1);
                return CompletableFuture.completedStage(null);
            }
        };
    }

    @Override
    public void close() {
        socket.abort();
        client.shutdownNow();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }
}
