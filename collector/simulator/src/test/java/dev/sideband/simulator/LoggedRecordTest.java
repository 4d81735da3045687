package dev.sideband.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.simulator.fault.Fault.ChassisOpen;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Each record has the names under which its BMC's protocols tell of it. */
class LoggedRecordTest {
    @Test
    void aRecordHasANamePerProtocolAndNoTwoHaveTheSame() {
        var clock = new StoppedClock();
        try (SimulatedFleet fleet =
                SimulatedFleet.start(
                        FleetOptions.of(18, 1).withClock(clock).withMixedProtocols())) {
            for (SimulatedBmc bmc : fleet.bmcs()) {
                clock.goOn(Duration.ofSeconds(5));
                bmc.begin(new ChassisOpen());
                clock.goOn(Duration.ofSeconds(5));
                bmc.end(new ChassisOpen());
                clock.goOn(Duration.ofSeconds(5));

                List<LoggedRecord> logged = bmc.logged();
                assertThat(logged).hasSameSizeAs(bmc.selRecordsAdded()).hasSizeGreaterThan(3);
                assertThat(logged).allMatch(one -> one.sel().isPresent() == bmc.ipmi().isPresent());
                Set<String> entries = new HashSet<>();
                long told =
                        logged.stream()
                                .map(LoggedRecord::entry)
                                .flatMap(Optional::stream)
                                .filter(entries::add)
                                .count();
                // iLO tells of the end in the entry that told of the beginning.
                int changed = bmc.profile().name().equals("hpe") ? 1 : 0;
                assertThat(told).isEqualTo(bmc.redfish().isPresent() ? logged.size() - changed : 0);
            }
        }
    }
}
