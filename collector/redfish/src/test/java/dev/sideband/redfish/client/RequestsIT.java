package dev.sideband.redfish.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient.Patience;
import dev.sideband.redfish.client.ScriptedBmc.Call;
import dev.sideband.redfish.client.ScriptedBmc.Script;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

class RequestsIT {
    private static final String POWER = "/redfish/v1/Chassis/1/Power";
    private static final String GET = "GET " + POWER;
    private static final String RESET = "/redfish/v1/Systems/1/Actions/ComputerSystem.Reset";
    private static final ObjectNode ON =
            JsonNodeFactory.instance.objectNode().put("ResetType", "On");

    private final Sessions sessions = new Sessions();
    private ScriptedBmc bmc;
    private RedfishSession session;

    @BeforeEach
    void start() throws Exception {
        bmc = ScriptedBmc.startPlain();
        bmc.document(POWER, "{\"Name\":\"Power\"}");
        session = sessions.at(bmc, Sessions.OPTIONS.withMaxBodyBytes(100_000));
    }

    @AfterEach
    void end() {
        session.close();
        sessions.close();
        assertThat(bmc.openSessions()).isZero();
        bmc.close();
    }

    @Test
    void survivesWhatPasses() throws Exception {
        bmc.next(
                GET,
                call -> call.json(500, "{}"),
                call -> call.json(502, "<html>"),
                call -> call.json(504, ""),
                Call::hangUp,
                call -> call.cutOff("{\"Name\":"),
                call -> call.json(200, "{\"Name\":\"Pow"));
        assertThat(session.get(POWER).text("Name")).hasValue("Power");
        assertThat(bmc.count(GET)).isEqualTo(7);
    }

    @Test
    void asksNoMoreOftenThanItMay() {
        bmc.next(GET, times(20, call -> call.json(500, "{}")));
        assertThatThrownBy(() -> session.get(POWER))
                .isInstanceOf(RedfishException.Refused.class)
                .hasMessageContaining(bmc.address() + ": " + GET + ": refused with 500");
        assertThat(bmc.count(GET)).isEqualTo(Sessions.OPTIONS.attempts());
    }

    @ParameterizedTest
    @CsvSource({"404, NotFound", "410, NotFound", "403, Denied", "400, Refused", "507, Refused"})
    void asksNotAgainForWhatStays(int status, String reason) {
        bmc.next(
                GET,
                call ->
                        call.json(
                                status,
                                "{\"error\":{\"code\":\"Base.1.0.GeneralError\",\"@Message.ExtendedInfo\":[{\"MessageId\":\"Base.1.0.Nope\",\"Message\":\"It\\nis"
                                    + " "
                                        + "x".repeat(2000)
                                        + "\"}]}}"));
        assertThatThrownBy(() -> session.get(POWER))
                .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo(reason))
                .hasMessageContaining("Nope: It is xxx")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500));
        assertThat(bmc.count(GET)).isOne();
    }

    @Test
    void comesBackWhenTheServiceWantsIt() throws Exception {
        Instant now = Instant.parse("1999-12-31T23:59:59Z");
        bmc.next(
                GET,
                call -> call.header("Retry-After", "1").json(503, "{}"),
                call ->
                        call.header("Date", date(now))
                                .header("Retry-After", date(now.plusSeconds(1)))
                                .json(503, "{}"));
        long start = System.nanoTime();
        session.get(POWER);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(4));
        assertThat(bmc.count(GET)).isEqualTo(3);
    }

    @Test
    void doesNotWaitLongerThanThereIsTime() {
        bmc.next(GET, call -> call.header("Retry-After", "3600").json(503, "{}"));
        long start = System.nanoTime();
        assertThatThrownBy(() -> session.get(POWER)).isInstanceOf(RedfishException.Busy.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(bmc.count(GET)).isOne();
    }

    @Test
    void waitsForALogLongerThanForAReading() throws Exception {
        var over = new CountDownLatch(1);
        Script slow =
                call -> {
                    try {
                        assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    call.json(200, "{\"Name\":\"late\"}");
                };
        bmc.next(GET, slow, slow);
        ClientOptions options = Sessions.OPTIONS.withReading(Duration.ofMillis(400));
        try (RedfishSession hasty = sessions.at(bmc, options)) {
            assertThatThrownBy(() -> hasty.get(POWER, Patience.READING))
                    .isInstanceOf(RedfishException.NoAnswer.class)
                    .hasMessageContaining("no answer within 400 ms");
            over.countDown();
            assertThat(hasty.get(POWER, Patience.LOG).text("Name")).hasValue("late");
        }
        assertThat(bmc.count("POST " + ScriptedBmc.SESSIONS)).isOne();
    }

    @Test
    void sendsAnActionOnceAndSaysWhyItFailed() {
        bmc.next("POST " + RESET, call -> call.header("Retry-After", "0").json(503, "{}"));
        assertThatThrownBy(() -> session.post(RESET, ON)).isInstanceOf(RedfishException.Busy.class);
        bmc.next("POST " + RESET, Call::hangUp);
        assertThatThrownBy(() -> session.post(RESET, ON))
                .isInstanceOf(RedfishException.Unreachable.class);
        bmc.next("PATCH " + POWER, call -> call.cutOff("{"));
        assertThatThrownBy(() -> session.patch(POWER, ON))
                .isInstanceOf(RedfishException.Malformed.class);
        assertThat(bmc.count("POST " + RESET)).isEqualTo(2);
        assertThat(bmc.count("PATCH " + POWER)).isOne();
    }

    @Test
    void saysWhatAnActionMade() throws Exception {
        bmc.next(
                "POST " + RESET,
                call ->
                        call.header("Location", "https://other.example/redfish/v1/Tasks/7?x=1")
                                .json(202, "{\"Id\":\"7\"}"));
        RedfishClient.Answer answer = session.post(RESET, ON);
        assertThat(answer.location()).isEqualTo("/redfish/v1/Tasks/7?x=1");
        assertThat(answer.body().text("Id")).hasValue("7");
        assertThat(bmc.seen().getLast().body()).isEqualTo("{\"ResetType\":\"On\"}");
    }

    @Test
    void changesByEtagWhereTheServiceWantsOne() throws Exception {
        bmc.next("PATCH " + POWER, call -> call.json(428, "{}"), call -> call.nothing(204));
        bmc.next(GET, call -> call.header("ETag", "W/\"17\"").json(200, "{}"));
        session.patch(POWER, ON);
        assertThat(bmc.seen().getLast().header("If-match")).isEqualTo("W/\"17\"");
    }

    @Test
    void logsInAnewForAnActionThatWasNotTaken() throws Exception {
        session.get(POWER);
        bmc.forgetSessions();
        bmc.next("POST " + RESET, call -> call.json(401, "{}"), call -> call.nothing(204));
        session.post(RESET, ON);
        assertThat(bmc.count("POST " + RESET)).isEqualTo(2);
    }

    @Test
    void deletesWhatItIsToldTo() throws Exception {
        bmc.next("DELETE /redfish/v1/Sub/1", call -> call.json(500, ""), call -> call.nothing(204));
        session.delete("/redfish/v1/Sub/1");
        assertThatThrownBy(() -> session.delete("/redfish/v1/Sub/2"))
                .isInstanceOf(RedfishException.NotFound.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsARedirectToTheSamePlace(int status) throws Exception {
        bmc.next(GET, call -> call.header("Location", POWER + "/").nothing(status));
        bmc.next(GET + "/", call -> call.json(200, "{\"Name\":\"there\"}"));
        assertThat(session.get(POWER).text("Name")).hasValue("there");
        assertThat(session.get(POWER).path()).isEqualTo(POWER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1:%d/redfish/v1/x",
                "http://127.0.0.2:%d/redfish/v1/x",
                "http://127.0.0.1:1/redfish/v1/x",
                "//evil.example/redfish/v1/x"
            })
    void followsARedirectToNoOtherPlace(String location) {
        String to = location.formatted(bmc.address().port());
        bmc.next(GET, call -> call.header("Location", to).nothing(308));
        assertThatThrownBy(() -> session.get(POWER))
                .isInstanceOf(RedfishException.Refused.class)
                .hasMessageContaining("which is not followed");
        assertThat(bmc.lines()).noneMatch(line -> line.endsWith("/x"));
    }

    @Test
    void neverGoesFromHttpsToHttp() throws Exception {
        try (ScriptedBmc safe = ScriptedBmc.start();
                RedfishSession there = sessions.at(safe)) {
            safe.next(
                    GET,
                    call ->
                            call.header(
                                            "Location",
                                            "http://127.0.0.1:" + bmc.address().port() + POWER)
                                    .nothing(301));
            assertThatThrownBy(() -> there.get(POWER)).isInstanceOf(RedfishException.Refused.class);
        }
        assertThat(bmc.lines()).isEmpty();
    }

    @Test
    void goesNotInCircles() {
        bmc.next(GET, times(50, call -> call.header("Location", POWER + "?a").nothing(302)));
        bmc.next(GET + "?a", times(50, call -> call.header("Location", POWER).nothing(302)));
        assertThatThrownBy(() -> session.get(POWER))
                .isInstanceOf(RedfishException.Refused.class)
                .hasMessageContaining("without end");
        assertThat(bmc.lines()).hasSizeLessThan(10);
    }

    @Test
    void takesNoMoreThanTheLimit() {
        bmc.next(
                GET,
                call ->
                        call.endless(
                                "{\"a\":\"0123456789\"}   ".getBytes(StandardCharsets.US_ASCII)));
        assertThatThrownBy(() -> session.get(POWER))
                .isInstanceOf(RedfishException.Malformed.class)
                .hasMessageContaining("more than 100000 bytes");
        bmc.next(GET, call -> call.bytes(200, packed("[" + " ".repeat(200_000) + "]")));
        assertThatThrownBy(() -> session.get(POWER))
                .isInstanceOf(RedfishException.Malformed.class)
                .hasMessageContaining("more than 100000 bytes");
        assertThat(bmc.count(GET)).isEqualTo(2);
    }

    @Test
    void readsWhatCameAsGzip() throws Exception {
        bmc.next(
                GET,
                call ->
                        call.header("Content-Encoding", "gzip")
                                .bytes(200, packed("{\"Name\":\"small\"}")));
        assertThat(session.get(POWER).text("Name")).hasValue("small");
    }

    @Test
    void saysThatAWebPageIsNoRedfish() {
        bmc.next(GET, call -> call.json(200, "\n <!DOCTYPE html><title>Log in</title>"));
        assertThatThrownBy(() -> session.get(POWER))
                .isInstanceOf(RedfishException.Malformed.class)
                .hasMessageContaining("web page");
        assertThat(bmc.count(GET)).isOne();
    }

    @Test
    void saysThatThereIsNoRedfish() {
        bmc.next("GET /redfish/v1/", call -> call.json(404, "Not Found"));
        assertThatThrownBy(() -> session.get("/redfish/v1/"))
                .isInstanceOf(RedfishException.NotFound.class)
                .hasMessageContaining(bmc.address() + ": there is no Redfish service");
    }

    @Test
    void asksForWhatIsJustWrongNoMoreThanTwice() {
        Script wrong = call -> call.json(200, "{\"a\" \"b\"}");
        bmc.next(GET, wrong, wrong, wrong);
        assertThatThrownBy(() -> session.get(POWER))
                .isInstanceOf(RedfishException.Malformed.class)
                .hasMessageContaining("no JSON");
        assertThat(bmc.count(GET)).isEqualTo(2);
    }

    @Test
    void staysWithItsBmcWhateverAPathSays() throws Exception {
        bmc.next("GET /redfish/v1/x", call -> call.json(200, "{}"));
        session.get("https://evil.example/redfish/v1/x");
        bmc.next("GET //evil.example/x", call -> call.json(200, "{}"));
        session.get("//evil.example/x");
        assertThatThrownBy(() -> session.get("evil.example"))
                .isInstanceOf(RedfishException.Malformed.class);
        assertThatThrownBy(() -> session.get("@evil.example/x"))
                .isInstanceOf(RedfishException.Malformed.class);
    }

    private static Script[] times(int count, Script script) {
        return Collections.nCopies(count, script).toArray(Script[]::new);
    }

    private static String date(Instant time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atZone(ZoneOffset.UTC));
    }

    private static byte[] packed(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var packing = new GZIPOutputStream(bytes)) {
            packing.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }
}
