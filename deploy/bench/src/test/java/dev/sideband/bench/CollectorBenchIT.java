package dev.sideband.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** A short run: what it measures means nothing, but every part of it works. */
class CollectorBenchIT {
    private static final Duration SHORT = Duration.ofSeconds(1);

    @Test
    void measuresRatesAgainstAFewSimulatedBmcs() throws Exception {
        try (SimulatedTargets simulated =
                SimulatedTargets.start(SimulatedTargets.Kind.IPMI, 3, Duration.ofSeconds(30))) {
            var report = new CollectorBench(SHORT, SHORT, _ -> {}).of(simulated.read(), 6);

            assertThat(report.bmcs()).isEqualTo(3);
            assertThat(report.readingsPerSecond()).isPositive();
            assertThat(report.cpuMicrosPerReading()).isPositive();
        }
    }

    @Test
    void takesTurnsWithTheEchoAndThenPollsAsInLife() throws Exception {
        var report = new CollectorBench(SHORT, SHORT, _ -> {}, SHORT, SHORT).simulated(3);

        assertThat(report.readingsPerSecond()).isPositive();
        assertThat(report.ratioToEcho().orElseThrow()).isPositive();
        assertThat(report.bytesPerBmc().orElseThrow()).isPositive();
        assertThat(report.latePolls()).isPresent();
    }

    @Test
    void pollsAFleetAsInLife() throws Exception {
        var seen = new FleetRun(Duration.ofSeconds(1), Duration.ofSeconds(3), _ -> {}).run(4);

        assertThat(seen.sensors()).isGreaterThan(10);
        assertThat(seen.bytesPerBmc()).isPositive();
        assertThat(seen.failedPolls()).isZero();
        assertThat(seen.besideSick().sick()).isEqualTo(1);
        assertThat(seen.besideSick().alone().polls()).isPositive();
        assertThat(seen.besideSick().others().polls()).isPositive();
        assertThat(seen.besideSick().others().tookP50()).isPositive();
    }

    @Test
    void asksTwoRequestsAPollOfBmcsWithThermalAndPower() throws Exception {
        RedfishReport report = new RedfishBench(Duration.ofSeconds(2), _ -> {}).run(5);

        System.out.println(report.toJson());
        // Besides the two, the manager is asked for its clock and firmware every five minutes.
        assertThat(report.requestsPerPoll()).isBetween(2.0, 2.3);
        assertThat(report.seen().sensors()).isGreaterThan(10);
        assertThat(report.seen().failedPolls()).isZero();
        assertThat(report.toJson()).containsEntry("bmcs", 5).containsKey("bytes_per_bmc");
    }
}
