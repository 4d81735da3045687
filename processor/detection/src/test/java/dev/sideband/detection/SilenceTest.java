package dev.sideband.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Alert;
import dev.sideband.avro.EventDirection;
import dev.sideband.avro.Reachability;
import dev.sideband.avro.Severity;
import dev.sideband.avro.ThresholdStatus;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class SilenceTest {
    private final Server server = new Server().hasThermometer(2.0);

    @Test
    void tellsOfAQuarantinedBmcAndOfItsReturn() {
        server.polled().nextPoll().status(Reachability.QUARANTINED, "timeout");
        assertThat(server.last().getAlertId()).isEqualTo("r12-u07/silent");
        assertThat(server.last().getTitle()).isEqualTo("BMC silent: timeout");

        server.nextPoll().status(Reachability.QUARANTINED, "timeout").nextPoll().polled();
        assertThat(server.story())
                .containsExactly("silent raised WARNING", "silent returned WARNING");
    }

    @Test
    void tellsOfABmcThatNobodySpeaksOfAnyMore() {
        server.polled().later(Duration.ofSeconds(90)).tick();
        assertThat(server.alerts()).isEmpty();

        server.later(Duration.ofMillis(1)).tick().later(Duration.ofSeconds(5)).tick();
        assertThat(server.story()).containsExactly("silent raised WARNING");

        server.nextPoll().polled();
        assertThat(server.last().getReason()).isEqualTo("returned");
    }

    @Test
    void takesAFailedPollForNoAnswer() {
        server.polled().nextPoll().status(Reachability.QUARANTINED, "timeout");
        server.nextPoll().status(Reachability.SLOW, "timeout");
        assertThat(server.story()).containsExactly("silent raised WARNING");

        server.nextPoll().polled();
        assertThat(server.last().getReason()).isEqualTo("returned");
    }

    @Test
    void keepsFiringWhatFiresAndMarksItStale() {
        server.temperature(96, ThresholdStatus.CR).polled();
        server.nextPoll().status(Reachability.QUARANTINED, "timeout");
        server.nextPoll().status(Reachability.QUARANTINED, "timeout");

        assertThat(server.story())
                .containsExactly(
                        "threshold/temp raised CRITICAL",
                        "threshold/temp stale CRITICAL",
                        "silent raised WARNING");
        assertThat(server.firing()).extracting(Alert::getStale).containsOnlyOnce(true);
    }

    @Test
    void freshensAReadingsAlertByAReading() {
        server.temperature(96, ThresholdStatus.CR).polled();
        server.nextPoll().status(Reachability.QUARANTINED, "timeout").nextPoll().polled();
        assertThat(server.last().getReason()).isEqualTo("returned");

        server.temperature(96, ThresholdStatus.CR);
        assertThat(server.last().getReason()).isEqualTo("fresh");
    }

    @Test
    void freshensALogsAlertWithTheBmcsReturn() {
        server.polled();
        server.logs(
                server.event(
                        "General Chassis intrusion",
                        "i",
                        EventDirection.ASSERTED,
                        Severity.WARNING));
        server.nextPoll().status(Reachability.QUARANTINED, "timeout").nextPoll().polled();

        assertThat(server.story())
                .endsWith(
                        "event/i stale WARNING",
                        "silent raised WARNING",
                        "silent returned WARNING",
                        "event/i fresh WARNING");
    }

    @Test
    void ignoresAStatusThatIsNotNewer() {
        server.polled().later(Duration.ofSeconds(-1)).status(Reachability.QUARANTINED, "timeout");

        assertThat(server.alerts()).isEmpty();
    }

    @Test
    void endsAllWithTheServersRemoval() {
        server.temperature(96, ThresholdStatus.CR).polled();
        server.nextPoll().status(Reachability.QUARANTINED, "timeout").removed();

        assertThat(server.firing()).isEmpty();
        assertThat(server.alerts().subList(3, 5))
                .extracting(Alert::getReason)
                .containsOnly("removed");
        server.later(Duration.ofHours(1)).tick();
        assertThat(server.alerts()).hasSize(5);
    }

    @Test
    void numbersGoOnAfterRemovalAndReturn() {
        server.temperature(96, ThresholdStatus.CR).removed();
        server.nextPoll().temperature(96, ThresholdStatus.CR);

        assertThat(server.last().getSeq()).isEqualTo(3);
        assertThat(server.last().getEpisode()).isEqualTo(2);
    }
}
