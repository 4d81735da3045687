package dev.sideband.detection;

import static dev.sideband.avro.ThresholdStatus.CR;
import static dev.sideband.avro.ThresholdStatus.NC;
import static dev.sideband.avro.ThresholdStatus.NR;
import static dev.sideband.avro.ThresholdStatus.OK;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Alert;
import dev.sideband.avro.AlertState;
import dev.sideband.avro.Quality;
import dev.sideband.avro.Side;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;

class ThresholdAlertsTest {
    private final Server server = new Server().hasThermometer(2.0);

    @Test
    void raisesAtTheFirstReadingThatTheBmcCallsCritical() {
        server.temperature(96, CR);

        Alert alert = server.last();
        assertThat(alert.getAlertId()).isEqualTo("r12-u07/threshold/temp");
        assertThat(alert.getState()).isEqualTo(AlertState.FIRING);
        assertThat(alert.getSeq()).isEqualTo(1);
        assertThat(alert.getEpisode()).isEqualTo(1);
        assertThat(alert.getValue()).isEqualTo(96.0);
        assertThat(alert.getThreshold()).isEqualTo(90.0);
        assertThat(alert.getSide()).isEqualTo(Side.HIGH);
        assertThat(alert.getStartedAt()).isEqualTo(server.now());
        assertThat(alert.getTitle())
                .isEqualTo("CPU1 Temp is 96 °C, at or above its upper critical threshold of 90 °C");
        assertThat(alert.getEvidence()).hasSize(1);
    }

    @Test
    void clearsOnceTheBmcCallsItFine() {
        server.temperature(96, CR).nextPoll().temperature(60, OK);

        assertThat(server.story())
                .containsExactly(
                        "threshold/temp raised CRITICAL", "threshold/temp cleared CRITICAL");
        assertThat(server.last().getState()).isEqualTo(AlertState.RESOLVED);
        assertThat(server.last().getResolvedAt()).isEqualTo(server.now());
        assertThat(server.last().getValue()).isEqualTo(60.0);
        assertThat(server.firing()).isEmpty();
    }

    @Test
    void saysNothingWhileNothingChanges() {
        server.temperature(60, OK).nextPoll().temperature(61, OK);
        assertThat(server.alerts()).isEmpty();

        server.nextPoll().temperature(96, CR).nextPoll().temperature(97, CR);
        server.nextPoll().temperature(98, NR);
        assertThat(server.story()).containsExactly("threshold/temp raised CRITICAL");
    }

    @Test
    void changesItsSeverityInsteadOfFiringTwice() {
        server.temperature(82, NC).nextPoll().temperature(93, CR).nextPoll().temperature(82, NC);

        assertThat(server.story())
                .containsExactly(
                        "threshold/temp raised WARNING",
                        "threshold/temp severity-changed CRITICAL",
                        "threshold/temp severity-changed WARNING");
        assertThat(server.firing()).hasSize(1);
    }

    @Test
    void numbersItsChangesOverAllEpisodes() {
        for (int i = 0; i < 3; i++) {
            server.temperature(96, CR).nextPoll().temperature(60, OK).nextPoll();
        }

        assertThat(server.alerts())
                .extracting(Alert::getSeq)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(server.alerts())
                .extracting(Alert::getEpisode)
                .containsExactly(1L, 1L, 2L, 2L, 3L, 3L);
    }

    @Test
    void judgesByNumbersWhereTheBmcSaysNothing() {
        server.temperature(79.9).nextPoll().temperature(80).nextPoll().temperature(90);

        assertThat(server.story())
                .containsExactly(
                        "threshold/temp raised WARNING",
                        "threshold/temp severity-changed CRITICAL");
    }

    @Test
    void keepsFiringWithinTheHysteresis() {
        server.temperature(90).nextPoll().temperature(88.5).nextPoll();
        assertThat(server.story()).containsExactly("threshold/temp raised CRITICAL");

        server.temperature(88).nextPoll().temperature(78.5).nextPoll();
        assertThat(server.last().getReason()).isEqualTo("severity-changed");

        server.temperature(78);
        assertThat(server.last().getReason()).isEqualTo("cleared");
    }

    @Test
    void keepsFiringWithinTheHysteresisAlthoughTheBmcCallsItFine() {
        server.temperature(90, CR).nextPoll().temperature(89, NC).nextPoll();
        assertThat(server.story()).containsExactly("threshold/temp raised CRITICAL");

        server.temperature(60, OK);
        assertThat(server.last().getReason()).isEqualTo("cleared");
    }

    @Test
    void believesTheBmcWhoseThresholdsHaveChangedSince() {
        server.temperature(96, CR).nextPoll().temperature(96, OK);

        assertThat(server.last().getReason()).isEqualTo("cleared");
    }

    @Test
    void doesNotBelieveHysteresisThatNeverEnds() {
        var odd = new Server().hasThermometer(255.0);

        odd.temperature(96).nextPoll().temperature(60);

        assertThat(odd.last().getReason()).isEqualTo("cleared");
    }

    @Test
    void seesTheLowSideOfAFan() {
        server.hasSensor(
                        server.sensor("fan", "Fan 2", "fan")
                                .setUnit("{rpm}")
                                .setLcr(600.0)
                                .setLnc(900.0)
                                .setHysteresisLower(75.0))
                .reads(server.reading("fan", "Fan 2", "fan").setUnit("{rpm}").setValue(0.0));

        assertThat(server.last().getSide()).isEqualTo(Side.LOW);
        assertThat(server.last().getTitle())
                .isEqualTo("Fan 2 is 0 rpm, at or below its lower critical threshold of 600 rpm");

        server.nextPoll();
        server.reads(server.reading("fan", "Fan 2", "fan").setUnit("{rpm}").setValue(650.0));
        server.nextPoll();
        server.reads(server.reading("fan", "Fan 2", "fan").setUnit("{rpm}").setValue(3000.0));
        assertThat(server.story())
                .containsExactly("threshold/fan raised CRITICAL", "threshold/fan cleared CRITICAL");
    }

    @Test
    void raisesWithoutADescriptor() {
        var unknown = new Server();

        unknown.temperature(96, CR);

        assertThat(unknown.last().getThreshold()).isNull();
        assertThat(unknown.last().getTitle()).isEqualTo("CPU1 Temp is 96 °C, too high (critical)");
    }

    @Test
    void takesTheBmcsVerdictWhereThereIsNothingElse() {
        var unknown = new Server();

        unknown.reads(unknown.temperatureReading(50).setHealth("Warning"));
        unknown.nextPoll();
        unknown.reads(unknown.temperatureReading(50).setHealth("OK"));

        assertThat(unknown.story())
                .containsExactly("threshold/temp raised WARNING", "threshold/temp cleared WARNING");
    }

    @Test
    void dropsWhatIsNotNewerThanTheLastReading() {
        server.later(Duration.ofSeconds(10)).temperature(60, OK);
        server.temperature(96, CR);
        server.later(Duration.ofSeconds(-5)).temperature(96, CR);

        assertThat(server.alerts()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Quality.class, mode = EnumSource.Mode.EXCLUDE, names = "GOOD")
    void neverRaisesOrClearsOnAMissingValue(Quality quality) {
        server.reads(
                server.temperatureReading(96).setStatus(CR).setSide(Side.HIGH).setQuality(quality));
        assertThat(server.alerts()).isEmpty();

        server.nextPoll().temperature(96, CR).nextPoll().noTemperature(quality);
        assertThat(server.story()).containsExactly("threshold/temp raised CRITICAL");
    }

    @Test
    void goesStaleAfterThreePollsWithoutEvidenceAndFreshWithIt() {
        server.temperature(96, CR);
        server.nextPoll().noTemperature(Quality.UNAVAILABLE);
        server.nextPoll().noTemperature(Quality.ABSENT);
        assertThat(server.alerts()).hasSize(1);

        server.nextPoll().noTemperature(Quality.UNAVAILABLE);
        assertThat(server.last().getReason()).isEqualTo("stale");
        assertThat(server.last().getStale()).isTrue();
        assertThat(server.last().getState()).isEqualTo(AlertState.FIRING);
        server.nextPoll().noTemperature(Quality.UNAVAILABLE);

        server.nextPoll().temperature(96, CR);
        assertThat(server.last().getReason()).isEqualTo("fresh");
        assertThat(server.last().getStale()).isFalse();
        assertThat(server.alerts()).extracting(Alert::getSeq).containsExactly(1L, 2L, 3L);
    }

    @Test
    void countsPollsInWhichTheSensorIsMissingAltogether() {
        server.polled().nextPoll().temperature(96, CR).polled();
        server.nextPoll().polled().nextPoll().polled();
        assertThat(server.alerts()).hasSize(1);

        server.nextPoll().polled();
        assertThat(server.last().getReason()).isEqualTo("stale");
    }

    @Test
    void resolvesAStaleAlertByEvidence() {
        server.temperature(96, CR);
        for (int i = 0; i < 3; i++) {
            server.nextPoll().noTemperature(Quality.UNAVAILABLE);
        }
        server.nextPoll().temperature(60, OK);

        assertThat(server.last().getState()).isEqualTo(AlertState.RESOLVED);
        assertThat(server.last().getStale()).isFalse();
    }

    @Test
    void endsWithItsSensor() {
        server.temperature(96, CR).sensorRemoved("temp");

        assertThat(server.last().getReason()).isEqualTo("removed");
        assertThat(server.firing()).isEmpty();
    }

    @Test
    void holdsBackWhatDoesNotLast() {
        var defaults = DetectionSettings.defaults();
        var patient =
                new Server(
                                new DetectionSettings(
                                        Duration.ofSeconds(45),
                                        Duration.ofSeconds(60),
                                        3,
                                        3,
                                        defaults.silentAfterAtLeast(),
                                        defaults.quietAfter(),
                                        defaults.criticalStays(),
                                        defaults.freshFor()))
                        .hasThermometer(2.0);

        patient.temperature(96, CR).nextPoll().temperature(60, OK);
        patient.nextPoll().temperature(96, CR).nextPoll().temperature(97, CR);
        assertThat(patient.alerts()).isEmpty();
        patient.nextPoll().noTemperature(Quality.UNAVAILABLE).nextPoll().temperature(98, CR);
        assertThat(patient.story()).containsExactly("threshold/temp raised CRITICAL");

        patient.nextPoll().temperature(60, OK).nextPoll().temperature(60, OK);
        assertThat(patient.alerts()).hasSize(1);
        patient.nextPoll().temperature(60, OK);
        assertThat(patient.last().getReason()).isEqualTo("cleared");
    }
}
