package dev.sideband.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Alert;
import dev.sideband.avro.AlertState;
import dev.sideband.avro.Severity;
import dev.sideband.avro.Side;
import dev.sideband.demo.LiveView.State;
import dev.sideband.demo.LiveView.Style;
import dev.sideband.schemas.TrustedRecords;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

class LiveViewTest {
    static {
        TrustedRecords.declare();
    }

    private final StringWriter screen = new StringWriter();

    @Test
    void showsAnAlertWithItsSeverityServerAndTitle() {
        plain().show(List.of(alert(AlertState.FIRING, "Fan 2 has stopped")), state(1));
        assertThat(screen.toString()).contains("critical", "r01-u05", "Fan 2 has stopped");
    }

    @Test
    void saysThatAnAlertIsOver() {
        plain().show(List.of(alert(AlertState.RESOLVED, "Fan 2 has stopped")), state(1));
        assertThat(screen.toString()).contains("resolved").doesNotContain("critical");
    }

    @Test
    void writesNoControlCharacterThatABmcSent() {
        plain().show(List.of(alert(AlertState.FIRING, "Fan \033[2J\r\nx")), state(1));
        assertThat(screen.toString().strip()).doesNotContain("\033", "\r").hasLineCount(1);
    }

    @Test
    void tellsTheStateNowAndThenWhereNothingCanBeRewritten() {
        LiveView view = plain();
        view.show(List.of(), state(1));
        assertThat(screen.toString()).isEmpty();
        view.show(List.of(), state(10));
        assertThat(screen.toString())
                .contains("20 polled: 19 reachable, 1 quarantined (r01-u01 timeout)")
                .contains("(100 a second)");
    }

    @Test
    void rewritesTheStateOnATerminal() {
        var view = new LiveView(new PrintWriter(screen), new Style(true, false, 80));
        view.show(List.of(), state(1));
        view.show(List.of(), state(2));
        assertThat(screen.toString()).contains("\033[6F\033[J");
    }

    @Test
    void fitsTheTerminal() {
        var view = new LiveView(new PrintWriter(screen), new Style(true, false, 40));
        view.show(List.of(alert(AlertState.FIRING, "x".repeat(100))), state(1));
        assertThat(screen.toString().lines()).allMatch(line -> line.length() <= 40);
    }

    private LiveView plain() {
        return new LiveView(new PrintWriter(screen), new Style(false, false, 80));
    }

    private static State state(int seconds) {
        return new State(
                Duration.ofSeconds(seconds),
                20,
                19,
                ", 1 quarantined (r01-u01 timeout)",
                100L * seconds,
                3,
                2,
                1,
                "http://127.0.0.1:8080/");
    }

    private static Alert alert(AlertState state, String title) {
        return Alert.newBuilder()
                .setAlertId("r01-u05/threshold/20.0.0.1")
                .setSeq(1)
                .setEpisode(1)
                .setState(state)
                .setSeverity(Severity.CRITICAL)
                .setTarget("r01-u05")
                .setRule("threshold")
                .setTitle(title)
                .setReason("raised")
                .setSide(Side.LOW)
                .setStartedAt(Instant.EPOCH)
                .setChangedAt(Instant.EPOCH)
                .build();
    }
}
