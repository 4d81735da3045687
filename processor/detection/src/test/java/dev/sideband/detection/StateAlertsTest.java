package dev.sideband.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.EventDirection;
import dev.sideband.avro.Severity;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class StateAlertsTest {
    private static final String FAILED = "Power Supply Failure detected";

    private final Server server = new Server().hasDiscrete("psu", "PSU1 Status");

    @Test
    void raisesOnAStateThatMeansTrouble() {
        server.states("psu", "PSU1 Status", "Presence detected", FAILED);

        assertThat(server.story()).containsExactly("state/psu raised CRITICAL");
        assertThat(server.last().getTitle()).isEqualTo("PSU1 Status: " + FAILED);
    }

    @Test
    void clearsWithTheState() {
        server.states("psu", "PSU1 Status", FAILED)
                .nextPoll()
                .states("psu", "PSU1 Status", "Presence detected");

        assertThat(server.last().getReason()).isEqualTo("cleared");
    }

    @Test
    void leavesNormalStatesAlone() {
        server.states("psu", "PSU1 Status", "Presence detected").nextPoll();
        server.states("psu", "PSU1 Status");

        assertThat(server.alerts()).isEmpty();
    }

    @Test
    void changesItsSeverityWithTheWorstState() {
        server.states("psu", "PSU1 Status", "Predictive Failure").nextPoll();
        server.states("psu", "PSU1 Status", "Predictive Failure", FAILED);

        assertThat(server.story())
                .containsExactly("state/psu raised WARNING", "state/psu severity-changed CRITICAL");
    }

    @Test
    void isRaisedSoonerByTheLogAndConfirmedByTheReading() {
        server.states("psu", "PSU1 Status", "Presence detected").later(Duration.ofSeconds(20));
        server.logs(
                server.event(FAILED, "psu/1", EventDirection.ASSERTED, Severity.CRITICAL)
                        .setSensor("psu"));
        assertThat(server.story()).containsExactly("state/psu raised CRITICAL");

        server.later(Duration.ofSeconds(10)).states("psu", "PSU1 Status", FAILED);
        server.nextPoll().states("psu", "PSU1 Status", "Presence detected");
        assertThat(server.story())
                .containsExactly("state/psu raised CRITICAL", "state/psu cleared CRITICAL");
    }

    @Test
    void isClearedSoonerByTheLog() {
        server.states("psu", "PSU1 Status", FAILED).later(Duration.ofSeconds(20));
        server.logs(
                server.event(FAILED, "psu/1", EventDirection.DEASSERTED, Severity.OK)
                        .setSensor("psu"));
        server.later(Duration.ofSeconds(10)).states("psu", "PSU1 Status", "Presence detected");

        assertThat(server.story())
                .containsExactly("state/psu raised CRITICAL", "state/psu deasserted CRITICAL");
    }

    @Test
    void ignoresLogRecordsThatAreOlderThanTheReading() {
        var event = server.event(FAILED, "psu/1", EventDirection.ASSERTED, Severity.CRITICAL);
        server.later(Duration.ofSeconds(5)).states("psu", "PSU1 Status", "Presence detected");
        server.logs(event.setSensor("psu").setObservedAt(server.now().plusSeconds(1)));

        assertThat(server.alerts()).isEmpty();
    }

    @Test
    void doesNotRepeatWhatTheLogHasRaisedAlready() {
        server.hasDiscrete("dimm", "DIMM A1");
        server.logs(
                server.event(
                                "Uncorrectable ECC",
                                "dimm/1",
                                EventDirection.ASSERTED,
                                Severity.CRITICAL)
                        .setSensor("dimm"));
        server.nextPoll().states("dimm", "DIMM A1", "Uncorrectable ECC");

        assertThat(server.story()).containsExactly("event/dimm/1 raised CRITICAL");
    }

    @Test
    void isNotRepeatedByTheLog() {
        server.hasDiscrete("dimm", "DIMM A1");
        server.states("dimm", "DIMM A1", "Uncorrectable ECC").later(Duration.ofSeconds(1));
        server.logs(
                server.event(
                                "Uncorrectable ECC",
                                "dimm/1",
                                EventDirection.ASSERTED,
                                Severity.CRITICAL)
                        .setSensor("dimm"));

        assertThat(server.story()).containsExactly("state/dimm raised CRITICAL");
    }
}
