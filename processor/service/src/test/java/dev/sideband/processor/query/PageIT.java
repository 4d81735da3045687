package dev.sideband.processor.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Severity;
import dev.sideband.processor.view.Fleet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;

class PageIT {
    // A browser that was killed may still write into its profile.
    @TempDir(cleanup = CleanupMode.NEVER)
    private Path profile;

    private final Fleet fleet = Fleets.mixed(Instant.now());

    @Test
    void showsTheFleetAndFollowsIt() throws Exception {
        try (var server = server();
                var browser = new Browser(profile)) {
            browser.open(address(server) + "/");

            browser.await("document.querySelectorAll('.servers tbody tr').length === 16");
            assertThat(browser.evaluate("document.querySelector('.servers tbody').innerText"))
                    .contains("silent: timeout", "50 degraded", "100 healthy");
            assertThat(browser.evaluate("document.getElementById('link').innerText"))
                    .isEqualTo("live");
            assertThat(browser.evaluate("document.querySelector('.alert').innerText"))
                    .contains("critical", "r12-u07", "CPU1 Temp is 96 °C");

            var alert = fleet.firing("r12-u02", "event/x", Severity.CRITICAL, "PSU1 lost", 0);
            fleet.alert(alert);
            browser.await("document.body.innerText.includes('PSU1 lost')");
            fleet.alert(fleet.resolved(alert, 1));
            browser.await(
                    "document.querySelector('.past').innerText.includes('PSU1 lost')"
                            + " && document.querySelectorAll('[data-alert=\"r12-u02/event/x\"]')"
                            + ".length === 1");
        }
    }

    @Test
    void showsOneServerByItsAddress() throws Exception {
        try (var server = server();
                var browser = new Browser(profile)) {
            browser.open(address(server) + "/#/servers/r12-u07");

            String readings = browser.await("document.querySelector('.list')?.innerText");
            assertThat(readings).contains("CPU1 Temp", "96 °C", "critical high", "unavailable");
            assertThat(browser.evaluate("document.querySelectorAll('.trend').length"))
                    .isEqualTo("8");

            fleet.reading(
                    "r12-u07",
                    "cpu1-temp",
                    "CPU1 Temp",
                    "temperature",
                    "Cel",
                    Instant.now().plusSeconds(1),
                    61,
                    95);
            browser.await("document.querySelector('.list').innerText.includes('61 °C')");
        }
    }

    @Test
    void showsWhatAHostileBmcSaysAsText() throws Exception {
        try (var server = server();
                var browser = new Browser(profile)) {
            browser.open(address(server) + "/#/servers/r12-u16");

            browser.await("document.querySelector('.list')?.innerText.includes('<script>')");
            assertThat(browser.evaluate("document.title")).isEqualTo("r12-u16 – Sideband");
            assertThat(browser.evaluate("document.querySelectorAll('main script').length"))
                    .isEqualTo("0");
        }
    }

    @Test
    void saysThatAServerIsNotThere() throws Exception {
        try (var server = server();
                var browser = new Browser(profile)) {
            browser.open(address(server) + "/#/servers/nobody");

            browser.await("document.body.innerText.includes('There is no server \"nobody\"')");
        }
    }

    @Test
    void saysThatTheConnectionIsLost() throws Exception {
        try (var browser = new Browser(profile)) {
            try (var server = server()) {
                browser.open(address(server) + "/");
                browser.await("document.querySelectorAll('.servers tbody tr').length === 16");
            }
            browser.await(
                    "document.getElementById('link').innerText.startsWith('connection lost')");
        }
    }

    private ApiServer server() {
        return ApiServer.start("127.0.0.1", 0, fleet.view(), () -> true, () -> true);
    }

    private static String address(ApiServer server) {
        return "http://127.0.0.1:" + server.port();
    }
}
