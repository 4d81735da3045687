package dev.sideband.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Reachability;
import dev.sideband.avro.ThresholdStatus;

import org.junit.jupiter.api.Test;

class ServerHealthTest {
    private final Server server = new Server().hasThermometer(2.0);

    @Test
    void isUnknownUntilTheFirstStatus() {
        server.temperature(96, ThresholdStatus.CR);
        assertThat(server.health().getScore()).isNull();
        assertThat(server.health().getBand()).isEqualTo("UNKNOWN");
    }

    @Test
    void isFullWhereNothingIsWrong() {
        server.temperature(60, ThresholdStatus.OK).polled();

        assertThat(server.health().getScore()).isEqualTo(100);
        assertThat(server.health().getCoverage()).isEqualTo(1.0);
    }

    @Test
    void isPublishedOnlyWhereItChanges() {
        server.polled().nextPoll().polled().nextPoll().polled();

        assertThat(server.healthChanges()).isEqualTo(1);
    }

    @Test
    void losesAndRegainsThePointsOfAnAlert() {
        server.polled().temperature(96, ThresholdStatus.CR);
        assertThat(server.health().getScore()).isEqualTo(60);
        assertThat(server.health().getBand()).isEqualTo("DEGRADED");
        assertThat(server.health().getReasons()).hasSize(1);

        server.nextPoll().temperature(60, ThresholdStatus.OK);
        assertThat(server.health().getScore()).isEqualTo(100);
    }

    @Test
    void isUnknownWhileTheBmcIsSilent() {
        server.polled().nextPoll().status(Reachability.QUARANTINED, "timeout");
        assertThat(server.health().getScore()).isNull();

        server.nextPoll().polled();
        assertThat(server.health().getScore()).isEqualTo(100);
    }

    @Test
    void isUnknownWhereLessThanHalfIsSeen() {
        server.status(Reachability.SLOW, null, 100, 49);
        assertThat(server.health().getBand()).isEqualTo("UNKNOWN");

        server.nextPoll().status(Reachability.SLOW, null, 100, 50);
        assertThat(server.health().getScore()).isEqualTo(100);
    }
}
