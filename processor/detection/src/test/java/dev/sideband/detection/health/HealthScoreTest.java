package dev.sideband.detection.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Alert;
import dev.sideband.avro.AlertState;
import dev.sideband.avro.HealthReason;
import dev.sideband.avro.Severity;
import dev.sideband.avro.Side;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;

class HealthScoreTest {
    private static final List<String> TITLES =
            List.of("CPU1 Temp", "Inlet Temp", "DIMM: Uncorrectable ECC", "Redundancy Lost", "Fan");

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void neverRisesWithAnotherAlert(long seed) {
        List<Alert> alerts = alerts(seed);
        int before = score(alerts.subList(0, alerts.size() - 1));

        assertThat(score(alerts)).isLessThanOrEqualTo(before);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void doesNotDependOnTheOrder(long seed) {
        List<Alert> alerts = alerts(seed);
        var shuffled = new ArrayList<>(alerts);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(HealthScore.of(shuffled, false, 1.0))
                .isEqualTo(HealthScore.of(alerts, false, 1.0));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void givesAReasonForEachPointLost(long seed) {
        HealthScore score = HealthScore.of(alerts(seed), false, 1.0);
        int lost = score.reasons().stream().mapToInt(HealthReason::getPoints).sum();

        assertThat(score.score()).isEqualTo(Math.max(0, 100 - lost));
        assertThat(score.reasons())
                .extracting(HealthReason::getPoints)
                .isSortedAccordingTo(Collections.reverseOrder());
    }

    @Test
    void countsAComponentOnceByItsWorst() {
        List<Alert> alerts =
                List.of(
                        alert("a", "psu", Severity.WARNING, "PSU1"),
                        alert("b", "psu", Severity.CRITICAL, "PSU1"));

        assertThat(HealthScore.of(alerts, false, 1.0).score()).isEqualTo(60);
    }

    @Test
    void weighsLostDataMoreAndTheRoomLess() {
        assertThat(score(List.of(alert("a", "m", Severity.CRITICAL, "Uncorrectable ECC"))))
                .isEqualTo(40);
        assertThat(score(List.of(alert("a", "i", Severity.WARNING, "Inlet Temp is 40 °C"))))
                .isEqualTo(93);
    }

    @Test
    void isNeverBelowZero() {
        assertThat(
                        score(
                                List.of(
                                        alert("a", "1", Severity.CRITICAL, "x"),
                                        alert("b", "2", Severity.CRITICAL, "x"),
                                        alert("c", "3", Severity.CRITICAL, "x"))))
                .isZero();
    }

    @Test
    void isUnknownRatherThanFullWhereNothingIsSeen() {
        assertThat(HealthScore.of(List.of(), true, 1.0).score()).isNull();
        assertThat(HealthScore.of(List.of(), false, null).score()).isNull();
        assertThat(HealthScore.of(List.of(), false, 0.49).band()).isEqualTo("UNKNOWN");
    }

    private static int score(List<Alert> alerts) {
        return Objects.requireNonNull(HealthScore.of(alerts, false, 1.0).score());
    }

    private static List<Alert> alerts(long seed) {
        var random = new Random(seed);
        var alerts = new ArrayList<Alert>();
        for (int i = random.nextInt(8); i >= 0; i--) {
            alerts.add(
                    alert(
                            "alert-" + i,
                            "sensor-" + random.nextInt(5),
                            random.nextBoolean() ? Severity.CRITICAL : Severity.WARNING,
                            TITLES.get(random.nextInt(TITLES.size()))));
        }
        return alerts;
    }

    private static Alert alert(String id, String sensor, Severity severity, String title) {
        return Alert.newBuilder()
                .setAlertId(id)
                .setSeq(1)
                .setEpisode(1)
                .setState(AlertState.FIRING)
                .setSeverity(severity)
                .setTarget("t")
                .setRule("threshold")
                .setSensor(sensor)
                .setTitle(title)
                .setReason("raised")
                .setSide(Side.NONE)
                .setStartedAt(Instant.EPOCH)
                .setChangedAt(Instant.EPOCH)
                .build();
    }
}
