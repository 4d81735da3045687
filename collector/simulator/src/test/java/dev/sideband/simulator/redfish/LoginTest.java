package dev.sideband.simulator.redfish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;

/** Who is let in, for how long, and how many of them. */
class LoginTest {
    private static final String SESSIONS = "/redfish/v1/SessionService/Sessions";
    private static final String RIGHT = "{\"UserName\": \"monitor\", \"Password\": \"secret\"}";
    private static final String WRONG = "{\"UserName\": \"monitor\", \"Password\": \"Secret\"}";

    @Test
    void theRootIsOpenToAllAndNothingElseIs() {
        var caller = new Caller("dell");

        assertThat(stranger(caller, "GET", "/redfish/v1/").status()).isEqualTo(200);
        assertThat(stranger(caller, "GET", "/redfish").status()).isEqualTo(200);
        Answer refused = stranger(caller, "GET", "/redfish/v1/Systems");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.headers()).containsKey("WWW-Authenticate");
        assertThat(refused.body().path("error").path("@Message.ExtendedInfo")).hasSize(1);
    }

    @Test
    void aWrongPasswordOpensNothing() {
        var caller = new Caller("hpe");

        assertThat(stranger(caller, "POST", SESSIONS, WRONG).status()).isEqualTo(401);
        assertThat(caller.bmc().sessionCount()).isZero();
    }

    @Test
    void aTokenWorksUntilItsSessionIsDeleted() {
        var caller = new Caller("hpe");
        Answer opened = stranger(caller, "POST", SESSIONS, RIGHT);
        String token = token(opened);
        String location = opened.body().path("@odata.id").asText();

        assertThat(with(caller, token, "GET", "/redfish/v1/Systems/1").status()).isEqualTo(200);
        assertThat(with(caller, token, "GET", location).status()).isEqualTo(200);
        assertThat(with(caller, token, "DELETE", location).status()).isEqualTo(204);
        assertThat(with(caller, token, "GET", "/redfish/v1/Systems/1").status()).isEqualTo(401);
        assertThat(opened.toString()).doesNotContain(token);
    }

    @Test
    void anIdleSessionEndsAndOneInUseDoesNot() {
        var caller = new Caller("hpe");
        String idle = token(stranger(caller, "POST", SESSIONS, RIGHT));
        String used = token(stranger(caller, "POST", SESSIONS, RIGHT));
        for (int n = 0; n < 3; n++) {
            caller.pass(Duration.ofSeconds(20));
            assertThat(with(caller, used, "GET", "/redfish/v1/Chassis").status()).isEqualTo(200);
        }

        assertThat(with(caller, idle, "GET", "/redfish/v1/Chassis").status()).isEqualTo(401);
    }

    @Test
    void noMoreSessionsAreOpenedThanThereIsRoomFor() {
        var caller = new Caller("dell", settings -> settings.withSessionLimit(1));

        assertThat(stranger(caller, "POST", SESSIONS, RIGHT).status()).isEqualTo(201);
        Answer refused = stranger(caller, "POST", SESSIONS, RIGHT);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body().findValuesAsText("MessageId"))
                .singleElement()
                .asString()
                .contains("RAC0218");
    }

    @Test
    void aTokenMayDieEarly() {
        var caller = new Caller("dell", settings -> settings.withExpiredTokens(1));
        String token = token(stranger(caller, "POST", SESSIONS, RIGHT));

        assertThat(with(caller, token, "GET", "/redfish/v1/Systems").status()).isEqualTo(401);
        assertThat(caller.bmc().sessionCount()).isZero();
    }

    @Test
    void whoMayOnlyLookChangesNothing() {
        var caller = new Caller("openbmc", RedfishSettings::withReadOnly);

        assertThat(caller.ask("GET", "/redfish/v1/Systems/system", "").status()).isEqualTo(200);
        assertThat(
                        caller.ask(
                                        "POST",
                                        "/redfish/v1/Systems/system/Actions/ComputerSystem.Reset",
                                        "{\"ResetType\": \"ForceOff\"}")
                                .status())
                .isEqualTo(403);
    }

    @Test
    void basicCanBeSwitchedOff() {
        var caller = new Caller("openbmc", RedfishSettings::withoutBasic);

        assertThat(caller.ask("GET", "/redfish/v1/Systems", "").status()).isEqualTo(401);
    }

    @Test
    void aBusyServiceSaysWhenToComeAgain() {
        var caller = new Caller("supermicro", settings -> settings.withUnavailable(1));
        Answer busy = caller.ask("GET", "/redfish/v1/Systems", "");

        assertThat(busy.status()).isEqualTo(503);
        assertThat(busy.headers()).containsEntry("Retry-After", "1");
    }

    @Test
    void whatIsNotThereAndWhatCannotBeDoneAreToldApart() {
        var caller = new Caller("dell");

        assertThat(caller.ask("GET", "/redfish/v1/Nowhere", "").status()).isEqualTo(404);
        assertThat(caller.ask("POST", "/redfish/v1/Systems", "{}").status()).isEqualTo(405);
        assertThat(caller.ask("DELETE", "/redfish/v1/Systems", "").status()).isEqualTo(405);
        assertThat(caller.ask("GET", SESSIONS + "/77", "").status()).isEqualTo(404);
    }

    @Test
    void noPasswordIsShown() {
        assertThat(RedfishSettings.of("monitor", "secret").toString())
                .contains("monitor")
                .doesNotContain("secret");
    }

    private static String token(Answer opened) {
        return opened.headers().getOrDefault("X-Auth-Token", "none");
    }

    private static Answer stranger(Caller caller, String method, String path) {
        return stranger(caller, method, path, "");
    }

    private static Answer stranger(Caller caller, String method, String path, String body) {
        return caller.ask(method, path, body, Optional.empty(), Optional.empty());
    }

    private static Answer with(Caller caller, String token, String method, String path) {
        return caller.ask(method, path, "", Optional.of(token), Optional.empty());
    }
}
