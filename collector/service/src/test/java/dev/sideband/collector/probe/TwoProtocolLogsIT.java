package dev.sideband.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.EventKind;
import dev.sideband.avro.LogPosition;
import dev.sideband.avro.Target;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.runtime.Secret;
import dev.sideband.simulator.FleetOptions;
import dev.sideband.simulator.LoggedRecord;
import dev.sideband.simulator.Protocols;
import dev.sideband.simulator.SimulatedBmc;
import dev.sideband.simulator.SimulatedFleet;
import dev.sideband.simulator.fault.Fault;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The logs of one machine that tells of its events over IPMI and over Redfish. */
class TwoProtocolLogsIT {
    private static final Duration BUDGET = Duration.ofSeconds(30);
    private static final int POLLS = 4;

    private Instant now = Instant.now();
    private @Nullable LogPosition position;
    private final List<LogEntry> published = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"dell", "hpe", "lenovo", "huawei", "supermicro", "openbmc"})
    void eachRecordIsThereOnceAlsoAfterARestart(String make) throws Exception {
        FleetOptions options =
                FleetOptions.of(6, 1).withProtocols(Protocols.BOTH).withClock(() -> now);
        try (SimulatedFleet fleet = SimulatedFleet.start(options);
                Probes probes = Probes.open(() -> now)) {
            SimulatedBmc bmc =
                    fleet.bmcs().stream()
                            .filter(one -> one.profile().name().equals(make))
                            .findFirst()
                            .orElseThrow();
            for (int start = 0; start < 2; start++) {
                try (Probe probe = probes.probe(target(fleet, bmc), credentials(fleet))) {
                    poll(probe, POLLS);
                    for (Fault fault :
                            List.of(
                                    new Fault.ChassisOpen(),
                                    new Fault.PsuInputLoss(1),
                                    new Fault.DriveFailure(0))) {
                        bmc.begin(fault);
                        poll(probe, 1);
                        bmc.end(fault);
                        poll(probe, 1);
                    }
                    bmc.begin(new Fault.ChassisOpen());
                    now = now.plusSeconds(10);
                    bmc.end(new Fault.ChassisOpen());
                    // The collector ends before it has read the last of all logs.
                    poll(probe, start == 0 ? 0 : POLLS);
                }
            }
            check(make, bmc.logged());
        }
    }

    private void check(String make, List<LoggedRecord> logged) {
        List<String> twice = new ArrayList<>();
        List<String> never = new ArrayList<>();
        for (LoggedRecord record : logged) {
            long times = published.stream().filter(one -> isOf(record, one)).count();
            if (times > 1) {
                twice.add(record.toString());
            } else if (times == 0) {
                never.add(record.toString());
            }
        }
        List<String> again =
                published.stream()
                        .filter(one -> one.redfish() != null)
                        .filter(one -> logged.stream().anyMatch(record -> isEntry(record, one)))
                        .map(LogEntry::text)
                        .toList();
        System.out.printf(
                "%s: %d records, %d entries published, %d lost, %d twice%n",
                make, logged.size(), published.size(), never.size(), twice.size());
        assertThat(never).as("lost").isEmpty();
        assertThat(again).as("told again").isEmpty();
        assertThat(twice).as("twice").isEmpty();
    }

    private static boolean isOf(LoggedRecord record, LogEntry entry) {
        Bytes raw = entry.raw();
        boolean sel = raw != null && record.sel().equals(Optional.of(raw.toHex()));
        return sel || isEntry(record, entry);
    }

    private static boolean isEntry(LoggedRecord record, LogEntry entry) {
        LogEntry.RedfishPart part = entry.redfish();
        return part != null
                && record.entry().isPresent()
                && part.entry().contains("\"" + record.entry().get() + "\"");
    }

    /** Polls as a collector does: sensors, then all that the logs have. */
    private void poll(Probe probe, int times) throws Exception {
        for (int n = 0; n < times; n++) {
            now = now.plusSeconds(10);
            probe.observe(BUDGET);
            boolean more = true;
            while (more) {
                LogDelta delta = probe.readLog(position);
                more = delta.more() && !Objects.equals(delta.position(), position);
                delta.entries().stream()
                        .filter(one -> one.kind() == EventKind.RECORD)
                        .forEach(published::add);
                position = delta.position();
            }
        }
    }

    private static Credentials credentials(SimulatedFleet fleet) {
        return new Credentials(fleet.options().username(), Secret.of(fleet.options().password()));
    }

    private static Target target(SimulatedFleet fleet, SimulatedBmc bmc) {
        return new Target(
                "r12-u07",
                text(bmc.ipmi().orElseThrow()),
                "https://" + text(bmc.redfish().orElseThrow()),
                "default",
                2_000L,
                null,
                null,
                null,
                List.of(),
                Map.of(),
                null,
                null,
                null,
                fleet.redfishFingerprint().orElseThrow(),
                null,
                false);
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }
}
