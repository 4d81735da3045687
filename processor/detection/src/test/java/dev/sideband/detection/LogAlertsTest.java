package dev.sideband.detection;

import static dev.sideband.avro.EventDirection.ASSERTED;
import static dev.sideband.avro.EventDirection.DEASSERTED;
import static dev.sideband.avro.EventDirection.NONE;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Event;
import dev.sideband.avro.EventDirection;
import dev.sideband.avro.Severity;
import dev.sideband.avro.ThresholdStatus;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class LogAlertsTest {
    private static final Duration DAYS = Duration.ofDays(90);

    private final Server server = new Server().hasThermometer(2.0);

    @Test
    void raisesWithAnAssertionAndClearsWithItsEnd() {
        server.logs(intrusion(ASSERTED)).nextPoll().logs(intrusion(DEASSERTED));

        assertThat(server.story())
                .containsExactly(
                        "event/intrusion raised WARNING", "event/intrusion deasserted WARNING");
    }

    @Test
    void raisesOnceHoweverOftenItIsTold() {
        server.logs(intrusion(ASSERTED)).nextPoll().logs(intrusion(ASSERTED));

        assertThat(server.alerts()).hasSize(1);
    }

    @Test
    void toleratesAnEndWithoutABeginning() {
        server.logs(intrusion(DEASSERTED));

        assertThat(server.alerts()).isEmpty();
    }

    @Test
    void leavesWhatIsHarmlessAlone() {
        server.logs(server.event("Power off/down", "power", ASSERTED, Severity.WARNING));
        server.logs(server.event("System boot initiated", "boot", ASSERTED, Severity.INFO));

        assertThat(server.alerts()).isEmpty();
    }

    @Test
    void endsWithTheLogThatItRestsOn() {
        server.logs(intrusion(ASSERTED)).temperature(96, ThresholdStatus.CR);
        server.nextPoll().logCleared();

        assertThat(server.story())
                .containsExactly(
                        "event/intrusion raised WARNING",
                        "threshold/temp raised CRITICAL",
                        "event/intrusion log-cleared WARNING");
    }

    @Test
    void endsTheWarningOfACorrectedErrorAfterAQuietTime() {
        server.logs(ecc()).later(Duration.ofMinutes(50)).polled();
        server.logs(ecc()).later(Duration.ofMinutes(50)).polled();
        assertThat(server.story()).containsExactly("event/dimm raised WARNING");

        server.later(Duration.ofMinutes(10)).polled();
        assertThat(server.story())
                .containsExactly("event/dimm raised WARNING", "event/dimm expired WARNING");
    }

    @Test
    void keepsWhatIsCriticalForADay() {
        server.logs(server.event("Uncorrectable ECC", "dimm", ASSERTED, Severity.CRITICAL));
        server.later(Duration.ofHours(23)).polled();
        assertThat(server.firing()).hasSize(1);

        server.later(Duration.ofHours(1)).polled();
        assertThat(server.last().getReason()).isEqualTo("expired");
    }

    @Test
    void saysNothingOfHistoryThatIsOver() {
        server.logs(old(intrusion(ASSERTED), DAYS)).logs(old(intrusion(DEASSERTED), DAYS));
        server.logs(old(ecc(), DAYS));
        server.logs(old(overheated(ASSERTED), DAYS));
        server.polled().nextPoll().polled().nextPoll().polled();

        assertThat(server.alerts()).isEmpty();
    }

    @Test
    void raisesWhatHistoryLeavesOpen() {
        server.logs(old(intrusion(ASSERTED), Duration.ofHours(5))).polled();
        assertThat(server.alerts()).isEmpty();

        server.nextPoll().polled();
        assertThat(server.story()).containsExactly("event/intrusion raised WARNING");
    }

    @Test
    void leavesOpenHistoryToTheSensorThatIsRead() {
        server.hasDiscrete("psu", "PSU1 Status");
        server.logs(
                old(
                        server.event(
                                        "Power Supply input lost",
                                        "psu/3",
                                        ASSERTED,
                                        Severity.CRITICAL)
                                .setSensor("psu"),
                        Duration.ofHours(5)));
        server.states("psu", "PSU1 Status", "Presence detected").polled().nextPoll().polled();

        assertThat(server.alerts()).isEmpty();
    }

    @Test
    void takesTheClockOfTheBmcForAsWrongAsItIs() {
        Event.Builder event = ecc();
        server.logs(
                event.setBmcTime(server.now().minus(DAYS))
                        .setClockSkewMs(DAYS.negated().toMillis()));

        assertThat(server.story()).containsExactly("event/dimm raised WARNING");
    }

    @Test
    void countsARecordWithoutTimeAsNewOnlyWhereTheLogWasReadBefore() {
        server.logs(ecc().setBmcTime(null));
        assertThat(server.alerts()).isEmpty();

        server.polled().nextPoll();
        server.logs(ecc().setBmcTime(null));
        assertThat(server.story()).containsExactly("event/dimm raised WARNING");
    }

    @Test
    void foldsAThresholdIntoItsSensorsAlert() {
        server.temperature(60, ThresholdStatus.OK).later(Duration.ofSeconds(20));
        server.logs(overheated(ASSERTED));
        assertThat(server.story()).containsExactly("threshold/temp raised CRITICAL");

        server.later(Duration.ofSeconds(10)).temperature(92, ThresholdStatus.CR);
        server.nextPoll().temperature(60, ThresholdStatus.OK);
        assertThat(server.story())
                .containsExactly(
                        "threshold/temp raised CRITICAL", "threshold/temp cleared CRITICAL");
    }

    @Test
    void tellsAThresholdOnlyOnceWhicheverComesFirst() {
        var event = overheated(ASSERTED);
        server.later(Duration.ofSeconds(10)).temperature(92, ThresholdStatus.CR);
        server.logs(event.setObservedAt(server.now()));
        server.later(Duration.ofMillis(100)).logs(overheated(ASSERTED));

        assertThat(server.story()).containsExactly("threshold/temp raised CRITICAL");
    }

    @Test
    void letsTheReadingDecideOverTheLog() {
        var event = overheated(ASSERTED);
        server.later(Duration.ofSeconds(1)).temperature(60, ThresholdStatus.OK);
        server.logs(event.setObservedAt(server.now().plusMillis(100)));
        assertThat(server.alerts()).isEmpty();

        server.nextPoll().logs(overheated(ASSERTED));
        server.later(Duration.ofMillis(100)).temperature(60, ThresholdStatus.OK);
        assertThat(server.story())
                .containsExactly(
                        "threshold/temp raised CRITICAL", "threshold/temp cleared CRITICAL");
    }

    @Test
    void ignoresAMilderThresholdOnTheWay() {
        server.temperature(92, ThresholdStatus.CR).later(Duration.ofSeconds(1));
        server.logs(
                server.event(
                                "Upper Non-critical - going high",
                                "temp/7",
                                ASSERTED,
                                Severity.WARNING)
                        .setSensor("temp"));

        assertThat(server.alerts()).hasSize(1);
    }

    @Test
    void stepsDownWithTheEndOfTheCriticalThreshold() {
        server.temperature(92, ThresholdStatus.CR).later(Duration.ofSeconds(1));
        server.logs(overheated(DEASSERTED));
        assertThat(server.last().getSeverity()).isEqualTo(Severity.WARNING);

        server.later(Duration.ofSeconds(1));
        server.logs(
                server.event("Upper Non-critical - going high", "temp/7", DEASSERTED, Severity.OK)
                        .setSensor("temp"));
        assertThat(server.last().getReason()).isEqualTo("deasserted");
        assertThat(server.firing()).isEmpty();
    }

    @Test
    void knowsTheWayBackOfAThreshold() {
        server.temperature(92, ThresholdStatus.CR).later(Duration.ofSeconds(1));
        server.logs(
                server.event("Upper Critical going low", "temp/8", ASSERTED, Severity.WARNING)
                        .setSensor("temp"));

        assertThat(server.last().getSeverity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void keepsAWhileWhatAWatchdogDidAlthoughItsSensorIsReadAsFine() {
        server.hasDiscrete("wd", "Watchdog");
        server.logs(
                server.event("Power cycle", "wd/3", ASSERTED, Severity.CRITICAL)
                        .setSensor("wd")
                        .setSensorType("Watchdog 2"));
        server.later(Duration.ofSeconds(1)).states("wd", "Watchdog").polled();

        assertThat(server.story()).containsExactly("event/wd/3 raised CRITICAL");
    }

    @Test
    void makesNothingOfStatesThatMayMeanAnything() {
        server.hasDiscrete("x", "Digital");
        server.logs(
                server.event("State Asserted", "x/1", ASSERTED, Severity.WARNING).setSensor("x"));

        assertThat(server.alerts()).isEmpty();
    }

    @Test
    void judgesTheEndByTheValueThatCameWithIt() {
        server.temperature(92, ThresholdStatus.CR).later(Duration.ofSeconds(1));
        server.logs(overheated(DEASSERTED).setTriggerValue(70.0));

        assertThat(server.last().getReason()).isEqualTo("deasserted");
        assertThat(server.last().getValue()).isEqualTo(70.0);
    }

    @Test
    void boundsTheAlertsOfAServer() {
        for (int i = 0; i < ServerMemory.MAX_ALERTS + 10; i++) {
            server.logs(server.event("Failure", "key-" + i, ASSERTED, Severity.WARNING));
        }

        assertThat(server.firing()).hasSize(ServerMemory.MAX_ALERTS + 1);
        assertThat(server.last().getAlertId()).endsWith("/event/other");
    }

    private Event.Builder intrusion(EventDirection direction) {
        return server.event("General Chassis intrusion", "intrusion", direction, Severity.WARNING)
                .setSensorType("Physical Security");
    }

    private Event.Builder ecc() {
        return server.event("Correctable ECC", "dimm", NONE, Severity.WARNING);
    }

    private Event.Builder overheated(EventDirection direction) {
        return server.event("Upper Critical - going high", "temp/9", direction, Severity.CRITICAL)
                .setSensor("temp")
                .setSensorName("CPU1 Temp");
    }

    private static Event.Builder old(Event.Builder event, Duration age) {
        return event.setBmcTime(event.getObservedAt().minus(age));
    }
}
