package dev.sideband.redfish.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.ScriptedBmc.Script;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

class LoginIT {
    private static final String LOGIN = "POST " + ScriptedBmc.SESSIONS;
    private static final String CHASSIS = "/redfish/v1/Chassis";

    private final Sessions sessions = new Sessions();
    private ScriptedBmc bmc;

    @BeforeEach
    void start() throws Exception {
        bmc = ScriptedBmc.startPlain();
        bmc.document(CHASSIS, "{\"Name\":\"Chassis\"}");
    }

    @AfterEach
    void end() {
        sessions.close();
        bmc.close();
    }

    @Test
    void readsTheRootWithoutASession() throws Exception {
        try (RedfishSession session = sessions.at(bmc)) {
            assertThat(session.get("/redfish/v1/").isEmpty()).isFalse();
        }
        assertThat(bmc.lines()).containsExactly("GET /redfish/v1/");
        assertThat(bmc.seen().getFirst().header("X-auth-token")).isNull();
    }

    @Test
    void opensOneSessionForAllAndDeletesIt() throws Exception {
        try (RedfishSession session = sessions.at(bmc)) {
            session.get("/redfish/v1/");
            session.get(CHASSIS);
            session.get(CHASSIS);
            assertThat(bmc.openSessions()).isOne();
        }
        assertThat(bmc.openSessions()).isZero();
        assertThat(bmc.lines())
                .containsExactly(
                        "GET /redfish/v1/",
                        LOGIN,
                        "GET " + CHASSIS,
                        "GET " + CHASSIS,
                        "DELETE " + ScriptedBmc.SESSIONS + "/1");
        assertThat(bmc.seen())
                .allMatch(it -> "4.0".equals(it.header("Odata-version")))
                .allMatch(it -> "application/json".equals(it.header("Accept")));
        assertThat(bmc.connections()).isOne();
    }

    @Test
    void sendsNothingWhereNothingWasAsked() {
        sessions.at(bmc).close();
        assertThat(bmc.lines()).isEmpty();
    }

    @Test
    void logsInAlsoWhereEvenTheRootWantsIt() throws Exception {
        Script refusal = call -> call.json(401, "{}");
        bmc.next("GET /redfish/v1/", refusal, refusal);
        try (RedfishSession session = sessions.at(bmc)) {
            assertThat(session.get("/redfish/v1/").isEmpty()).isFalse();
        }
        assertThat(bmc.openSessions()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "x-auth-token, location, /redfish/v1/SessionService/Sessions/9",
        "X-AUTH-TOKEN, LOCATION, https://idrac-abc.example/redfish/v1/SessionService/Sessions/9",
        "X-Auth-token, Content-Location, ''",
    })
    void takesTokenAndLocationInWhateverForm(String token, String location, String value)
            throws Exception {
        bmc.next(
                LOGIN,
                call ->
                        call.header(token, "secret-9")
                                .header(location, value)
                                .json(201, "{\"@odata.id\":\"" + ScriptedBmc.SESSIONS + "/9\"}"));
        bmc.next("GET " + CHASSIS, call -> call.json(200, "{}"));
        bmc.next("DELETE " + ScriptedBmc.SESSIONS + "/9", call -> call.nothing(204));
        try (RedfishSession session = sessions.at(bmc)) {
            session.get(CHASSIS);
        }
        assertThat(bmc.seen().getLast().line()).isEqualTo("DELETE " + ScriptedBmc.SESSIONS + "/9");
        assertThat(bmc.seen().getLast().header("X-auth-token")).isEqualTo("secret-9");
    }

    @Test
    void findsTheSessionsOfTheRootsLink() throws Exception {
        bmc.document("/redfish/v1/", "{\"Links\":{\"Sessions\":{\"@odata.id\":\"/odd/place\"}}}");
        bmc.next("POST /odd/place", bmc::newSession);
        try (RedfishSession session = sessions.at(bmc)) {
            session.get(CHASSIS);
        }
        assertThat(bmc.openSessions()).isZero();
        assertThat(bmc.count(LOGIN)).isZero();
    }

    @Test
    void findsTheSessionsWhereOldIdracsHaveThem() throws Exception {
        bmc.document("/redfish/v1/", "{}");
        bmc.next(LOGIN, call -> call.json(405, "{}"));
        bmc.next("POST /redfish/v1/Sessions", bmc::newSession);
        try (RedfishSession session = sessions.at(bmc)) {
            session.get(CHASSIS);
        }
        assertThat(bmc.openSessions()).isZero();
        assertThat(bmc.lines()).startsWith("GET /redfish/v1/", LOGIN, "POST /redfish/v1/Sessions");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 501})
    void usesBasicAuthenticationWhereThereAreNoSessions(int status) throws Exception {
        bmc.next(LOGIN, call -> call.json(status, "{}"));
        bmc.next("POST /redfish/v1/Sessions", call -> call.json(status, "{}"));
        try (RedfishSession session = sessions.at(bmc)) {
            session.get(CHASSIS);
            session.get(CHASSIS);
        }
        assertThat(bmc.count(LOGIN)).isOne();
        assertThat(bmc.seen().getLast().header("Authorization")).startsWith("Basic ");
        assertThat(bmc.lines()).noneMatch(line -> line.startsWith("DELETE"));
    }

    @Test
    void saysThatTheLoginIsWrongAndSaysNotWhatItWas() {
        try (RedfishSession session = sessions.withPassword(bmc, "wrong-one")) {
            assertThatThrownBy(() -> session.get(CHASSIS))
                    .isInstanceOf(RedfishException.NotAuthenticated.class)
                    .hasMessageContaining(bmc.address().toString())
                    .hasMessageContaining("monitor")
                    .hasMessageNotContaining("wrong-one");
        }
        assertThat(bmc.count(LOGIN)).isOne();
    }

    @Test
    void knowsAWrongLoginThatIsAnsweredWith400() {
        bmc.next(
                LOGIN,
                call ->
                        call.json(
                                400,
                                """
                                {"error":{"@Message.ExtendedInfo":[
                                    {"MessageId":"iLO.0.10.UnauthorizedLoginAttempt"}]}}\
                                """));
        try (RedfishSession session = sessions.at(bmc)) {
            assertThatThrownBy(() -> session.get(CHASSIS))
                    .isInstanceOf(RedfishException.NotAuthenticated.class)
                    .hasMessageContaining("UnauthorizedLoginAttempt");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "503, Base.1.8.SessionLimitExceeded, 'The session establishment failed'",
        "503, IDRAC.2.7.RAC0218, 'The maximum number of user sessions is reached.'",
        "507, Some.1.0.Other, 'Insufficient storage'",
        "400, Vendor.1.0.E17, 'Too many sessions are open'",
    })
    void saysThatNoSessionIsLeft(int status, String id, String text) {
        bmc.next(
                LOGIN,
                call ->
                        call.header("Retry-After", "1")
                                .json(
                                        status,
                                        "{\"error\":{\"@Message.ExtendedInfo\":[{\"MessageId\":\"%s\",\"Message\":\"%s\"}]}}"
                                                .formatted(id, text)));
        try (RedfishSession session = sessions.at(bmc)) {
            assertThatThrownBy(() -> session.get(CHASSIS))
                    .isInstanceOf(RedfishException.SessionsFull.class)
                    .hasMessageContaining(text);
        }
        assertThat(bmc.count(LOGIN)).isOne();
        assertThat(bmc.openSessions()).isZero();
    }

    @Test
    void triesAgainToLogInWhereTheServiceFails() throws Exception {
        bmc.next(LOGIN, call -> call.json(500, "{}"), call -> call.json(503, "{}"));
        try (RedfishSession session = sessions.at(bmc)) {
            session.get(CHASSIS);
        }
        assertThat(bmc.count(LOGIN)).isEqualTo(3);
        assertThat(bmc.openSessions()).isZero();
    }

    @Test
    void sendsNoSecondLoginWhereTheFirstWasCutOff() {
        bmc.next(LOGIN, ScriptedBmc.Call::hangUp);
        try (RedfishSession session = sessions.at(bmc)) {
            assertThatThrownBy(() -> session.get(CHASSIS))
                    .isInstanceOf(RedfishException.Unreachable.class);
        }
        assertThat(bmc.count(LOGIN)).isOne();
    }

    @Test
    void takesTheSessionOfAnAnswerThatBrokeOffBehindItsHead() throws Exception {
        bmc.next(LOGIN, bmc::newSessionCutOff);
        try (RedfishSession session = sessions.at(bmc)) {
            assertThat(session.get(CHASSIS).isEmpty()).isFalse();
        }
        assertThat(bmc.count(LOGIN)).isOne();
        assertThat(bmc.openSessions()).isZero();
    }

    @Test
    void logsInOnceMoreWhereTheBmcForgotTheSession() throws Exception {
        try (RedfishSession session = sessions.at(bmc)) {
            session.get(CHASSIS);
            bmc.forgetSessions();
            assertThat(session.get(CHASSIS).isEmpty()).isFalse();
            assertThat(bmc.count(LOGIN)).isEqualTo(2);
        }
        assertThat(bmc.openSessions()).isZero();
    }

    @Test
    void deletesTheOldSessionWhereItMayStillLive() throws Exception {
        String old = ScriptedBmc.SESSIONS + "/1";
        try (RedfishSession session = sessions.at(bmc)) {
            session.get(CHASSIS);
            bmc.next("GET " + CHASSIS, call -> call.json(401, "{}"));
            bmc.next("GET " + old, call -> call.json(403, "{}"));
            session.get(CHASSIS);
            assertThat(bmc.openSessions()).isOne();
        }
        assertThat(bmc.lines()).containsSubsequence("DELETE " + old, LOGIN);
        assertThat(bmc.openSessions()).isZero();
    }

    @Test
    void takes401OfOneResourceForAMissingRightWhereTheSessionIsGood() throws Exception {
        try (RedfishSession session = sessions.at(bmc)) {
            session.get(CHASSIS);
            bmc.next("GET /redfish/v1/Locked", call -> call.json(401, "{}"));
            assertThatThrownBy(() -> session.get("/redfish/v1/Locked"))
                    .isInstanceOf(RedfishException.Denied.class);
            session.get(CHASSIS);
        }
        assertThat(bmc.count(LOGIN)).isOne();
    }

    @Test
    void givesUpWhereTheNewSessionIsForgottenToo() throws Exception {
        Script forgotten =
                call -> {
                    bmc.forgetSessions();
                    call.json(401, "{}");
                };
        try (RedfishSession session = sessions.at(bmc)) {
            session.get(CHASSIS);
            bmc.next("GET " + CHASSIS, forgotten, forgotten);
            assertThatThrownBy(() -> session.get(CHASSIS))
                    .isInstanceOf(RedfishException.NotAuthenticated.class);
        }
        assertThat(bmc.count(LOGIN)).isEqualTo(2);
    }

    @Test
    void opensNoSecondSessionWhereTheFirstLoginIsLate() throws Exception {
        var answer = new CountDownLatch(1);
        bmc.next(
                LOGIN,
                call -> {
                    awaitQuietly(answer);
                    bmc.newSession(call);
                });
        ClientOptions hasty = Sessions.OPTIONS.withLogin(Duration.ofMillis(300));
        try (RedfishSession session = sessions.at(bmc, hasty)) {
            assertThatThrownBy(() -> session.get(CHASSIS))
                    .isInstanceOf(RedfishException.NoAnswer.class);
            assertThatThrownBy(() -> session.get(CHASSIS))
                    .isInstanceOf(RedfishException.NoAnswer.class);
            answer.countDown();
            assertThat(session.get(CHASSIS).isEmpty()).isFalse();
        }
        assertThat(bmc.count(LOGIN)).isOne();
        assertThat(bmc.openSessions()).isZero();
    }

    @Test
    void deletesTheSessionOfALoginWhoseCallerWasInterrupted() throws Exception {
        var asked = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        bmc.next(
                LOGIN,
                call -> {
                    asked.countDown();
                    awaitQuietly(answer);
                    bmc.newSession(call);
                });
        var ended =
                new FutureTask<>(() -> {
                    try (RedfishSession session = sessions.at(bmc)) {
                        session.get(CHASSIS);
                        return "read";
                    } catch (InterruptedException e) {
                        return "interrupted";
                    }
                });
        Thread caller = Thread.ofVirtual().start(ended);
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        caller.interrupt();
        answer.countDown();
        assertThat(ended.get(10, TimeUnit.SECONDS)).isEqualTo("interrupted");
        assertThat(bmc.openSessions()).isZero();
        assertThat(bmc.lines()).last().asString().startsWith("DELETE");
    }

    @Test
    void deletesTheSessionAlsoWhereTheThreadIsInterruptedAndTheServiceFails() throws Exception {
        bmc.next(
                "DELETE " + ScriptedBmc.SESSIONS + "/1",
                call -> call.json(500, "{}"),
                ScriptedBmc.Call::hangUp,
                call -> call.header("Retry-After", "1").json(503, "{}"));
        try (RedfishSession session = sessions.at(bmc)) {
            session.get(CHASSIS);
            Thread.currentThread().interrupt();
        }
        assertThat(Thread.interrupted()).isTrue();
        assertThat(bmc.openSessions()).isZero();
    }

    @Test
    void takesNoWebPageForTheEndOfASession() throws Exception {
        bmc.next(
                "DELETE " + ScriptedBmc.SESSIONS + "/1",
                call -> call.json(200, "<html><body>Please log in.</body></html>"));
        try (RedfishSession session = sessions.at(bmc)) {
            session.get(CHASSIS);
        }
        assertThat(bmc.openSessions()).isZero();
    }

    @Test
    void asksABmcThatIsSilentOnlyOnceToEndTheSession() throws Exception {
        // Java's client sends it some times by itself, but not as often as this.
        ScriptedBmc.Script[] hangUps = new ScriptedBmc.Script[12];
        Arrays.fill(hangUps, (ScriptedBmc.Script) ScriptedBmc.Call::hangUp);
        bmc.next("DELETE " + ScriptedBmc.SESSIONS + "/1", hangUps);
        silence();

        assertThat(bmc.openSessions()).isOne();
    }

    @Test
    void endsTheSessionOfABmcThatWasSilentAndOnlyFailsNow() throws Exception {
        bmc.next("DELETE " + ScriptedBmc.SESSIONS + "/1", call -> call.json(503, "{}"));
        silence();

        assertThat(bmc.openSessions()).isZero();
    }

    /** A session with a request that is not answered, and then closed. */
    private void silence() throws Exception {
        var answer = new CountDownLatch(1);
        ClientOptions hasty = Sessions.OPTIONS.withReading(Duration.ofMillis(500));
        try (RedfishSession session = sessions.at(bmc, hasty)) {
            session.get(CHASSIS);
            bmc.next("GET " + CHASSIS, _ -> awaitQuietly(answer));
            assertThatThrownBy(() -> session.get(CHASSIS))
                    .isInstanceOf(RedfishException.NoAnswer.class);
        } finally {
            answer.countDown();
        }
    }

    @Test
    void twoThreadsShareOneSessionAndAreNeverMoreThanTwoRequests() throws Exception {
        List<FutureTask<Boolean>> readers;
        try (RedfishSession session = sessions.at(bmc)) {
            readers =
                    IntStream.range(0, 4)
                            .mapToObj(_ ->
                                    new FutureTask<>(() -> {
                                        for (int i = 0; i < 20; i++) {
                                            session.get(CHASSIS);
                                        }
                                        return true;
                                    }))
                            .toList();
            readers.forEach(reader -> Thread.ofVirtual().start(reader));
            for (var reader : readers) {
                assertThat(reader.get(20, TimeUnit.SECONDS)).isTrue();
            }
        }
        assertThat(bmc.count(LOGIN)).isOne();
        assertThat(bmc.count("GET " + CHASSIS)).isEqualTo(80);
        assertThat(bmc.mostInFlight()).isLessThanOrEqualTo(2);
        assertThat(bmc.openSessions()).isZero();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
