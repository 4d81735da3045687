package dev.sideband.redfish.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.redfish.RedfishException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Streams of events, as part of a session. */
@Timeout(30)
class StreamsIT {
    private static final String PATH = "/redfish/v1/EventService/SSE";
    private static final Duration LONG = Duration.ofSeconds(10);

    private final Sessions sessions = new Sessions();
    private ScriptedBmc bmc;

    @BeforeEach
    void start() throws IOException {
        bmc = ScriptedBmc.start();
    }

    @AfterEach
    void stop() {
        sessions.close();
        bmc.close();
    }

    @Test
    void readsWhatComesWhileItComes() throws Exception {
        var more = new CountDownLatch(1);
        bmc.next("GET " + PATH, call -> call.stream("data: 1\n\n", more, "data: 2\n\n"));
        try (RedfishSession session = sessions.at(bmc);
                ByteStream stream = session.stream(PATH, "")) {
            assertThat(text(stream.next(LONG))).isEqualTo("data: 1\n\n");
            more.countDown();
            assertThat(text(stream.next(LONG))).isEqualTo("data: 2\n\n");
            assertThat(stream.next(LONG)).isEmpty();
            assertThat(stream.next(LONG)).as("once more").isEmpty();
        }
        assertThat(bmc.openSessions()).isZero();
    }

    @Test
    void asksForEventsBehindTheLastOneWithTheSessionsToken() throws Exception {
        bmc.next("GET " + PATH, call -> call.stream("", new CountDownLatch(0), ""));
        try (RedfishSession session = sessions.at(bmc);
                ByteStream stream = session.stream(PATH, "41")) {
            assertThat(stream.next(LONG)).isEmpty();
        }
        ScriptedBmc.Seen seen =
                bmc.seen().stream().filter(it -> it.path().equals(PATH)).findFirst().orElseThrow();
        assertThat(seen.header("Accept")).isEqualTo("text/event-stream");
        assertThat(seen.header("Last-event-id")).isEqualTo("41");
        assertThat(seen.header("X-auth-token")).isEqualTo("token-1");
    }

    @Test
    void letsRequestsThroughWhileAStreamIsOpen() throws Exception {
        var end = new CountDownLatch(1);
        bmc.next("GET " + PATH, call -> call.stream(":\n\n", end, ""));
        bmc.document("/redfish/v1/Chassis", "{\"Id\":\"1\"}");
        try (RedfishSession session = sessions.at(bmc, Sessions.OPTIONS.withInFlight(1));
                ByteStream stream = session.stream(PATH, "")) {
            assertThat(text(stream.next(LONG))).isEqualTo(":\n\n");
            assertThat(session.get("/redfish/v1/Chassis").text("Id")).contains("1");
            assertThat(session.get("/redfish/v1/Chassis").text("Id")).contains("1");
        } finally {
            end.countDown();
        }
        assertThat(bmc.openSessions()).isZero();
    }

    @Test
    void logsInAnewWhereTheBmcForgotTheSession() throws Exception {
        bmc.document("/redfish/v1/Chassis", "{}");
        try (RedfishSession session = sessions.at(bmc)) {
            session.get("/redfish/v1/Chassis");
            bmc.forgetSessions();
            bmc.next("GET " + PATH, call -> call.json(401, "{}"));
            bmc.next("GET " + PATH, call -> call.stream("data: x\n\n", done(), ""));
            try (ByteStream stream = session.stream(PATH, "")) {
                assertThat(text(stream.next(LONG))).isEqualTo("data: x\n\n");
            }
        }
        assertThat(bmc.openSessions()).isZero();
        assertThat(bmc.count("POST " + ScriptedBmc.SESSIONS)).isEqualTo(2);
    }

    @Test
    void saysWhyThereIsNone() throws Exception {
        bmc.next("GET " + PATH, call -> call.json(404, "{}"));
        bmc.next("GET " + PATH, call -> call.json(405, "{}"));
        bmc.next("GET " + PATH, call -> call.json(503, "{}"));
        bmc.next("GET " + PATH, call -> call.json(200, "{\"Id\":\"EventService\"}"));
        try (RedfishSession session = sessions.at(bmc)) {
            assertThatThrownBy(() -> session.stream(PATH, ""))
                    .isInstanceOf(RedfishException.NotFound.class);
            assertThatThrownBy(() -> session.stream(PATH, ""))
                    .isInstanceOfSatisfying(
                            RedfishException.Refused.class,
                            refused -> assertThat(refused.status()).isEqualTo(405));
            assertThatThrownBy(() -> session.stream(PATH, ""))
                    .isInstanceOf(RedfishException.Busy.class);
            assertThatThrownBy(() -> session.stream(PATH, ""))
                    .isInstanceOf(RedfishException.Malformed.class)
                    .hasMessageContaining("no stream of events");
        }
    }

    @Test
    void givesUpAStreamOnWhichNothingComes() throws Exception {
        var end = new CountDownLatch(1);
        bmc.next("GET " + PATH, call -> call.stream(":\n\n", end, ""));
        try (RedfishSession session = sessions.at(bmc);
                ByteStream stream = session.stream(PATH, "")) {
            stream.next(LONG);
            assertThatThrownBy(() -> stream.next(Duration.ofMillis(100)))
                    .isInstanceOf(ByteStream.Broken.class)
                    .hasMessageContaining("nothing came for 100 ms");
        } finally {
            end.countDown();
        }
    }

    @Test
    void wakesWhoReadsWhenItIsClosed() throws Exception {
        var end = new CountDownLatch(1);
        var read = new CountDownLatch(1);
        bmc.next("GET " + PATH, call -> call.stream(":\n\n", end, ""));
        try (RedfishSession session = sessions.at(bmc)) {
            ByteStream stream = session.stream(PATH, "");
            stream.next(LONG);
            Thread reader =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    if (stream.next(LONG).isEmpty()) {
                                        read.countDown();
                                    }
                                } catch (ByteStream.Broken | InterruptedException e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            stream.close();
            assertThat(read.await(5, TimeUnit.SECONDS)).isTrue();
            reader.join();
        } finally {
            end.countDown();
        }
    }

    private static CountDownLatch done() {
        return new CountDownLatch(0);
    }

    private static String text(Optional<List<ByteBuffer>> piece) {
        var text = new StringBuilder();
        piece.orElseThrow()
                .forEach(part -> text.append(StandardCharsets.UTF_8.decode(part.duplicate())));
        return text.toString();
    }
}
