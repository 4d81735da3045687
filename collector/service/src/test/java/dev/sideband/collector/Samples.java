package dev.sideband.collector;

import dev.sideband.avro.EventDirection;
import dev.sideband.avro.EventKind;
import dev.sideband.avro.Location;
import dev.sideband.avro.LogPosition;
import dev.sideband.avro.Quality;
import dev.sideband.avro.Severity;
import dev.sideband.avro.Side;
import dev.sideband.avro.Source;
import dev.sideband.avro.Target;
import dev.sideband.avro.ThresholdStatus;
import dev.sideband.collector.probe.BmcIdentity;
import dev.sideband.collector.probe.LogEntry;
import dev.sideband.collector.probe.Measurement;
import dev.sideband.collector.probe.Observation;
import dev.sideband.collector.probe.SensorDescriptor;
import dev.sideband.collector.probe.SensorDescriptor.Address;
import dev.sideband.collector.probe.SensorDescriptor.Thresholds;
import dev.sideband.ipmi.wire.Bytes;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Things that several tests need. */
public final class Samples {
    public static final Instant T0 = Instant.parse("2026-11-22T10:00:00Z");
    public static final Location LOCATION = location("dc1");

    private Samples() {}

    public static Location location(String site) {
        return new Location(site, "a", "3", "r12", 7, null);
    }

    public static Target target(String id) {
        return target(id, LOCATION);
    }

    public static Target target(String id, Location location) {
        return new Target(
                id,
                "127.0.0.1:623",
                null,
                "default",
                10_000L,
                null,
                null,
                location,
                List.of(),
                Map.of(),
                null,
                null,
                null,
                null,
                null,
                false);
    }

    public static SensorDescriptor sensor(String id, String name) {
        return new SensorDescriptor(
                id,
                name,
                "temperature",
                "Cel",
                new Address(0x20, 0, 0, 1),
                "processor",
                0,
                new Thresholds(null, null, null, 80.0, 90.0, null, 2.0, null));
    }

    public static Measurement good(SensorDescriptor sensor, double value) {
        return new Measurement(
                sensor, value, Quality.GOOD, ThresholdStatus.OK, Side.NONE, List.of(), T0);
    }

    public static Observation observation(Measurement... measurements) {
        return new Observation(
                List.of(measurements),
                List.of(measurements).stream().map(Measurement::sensor).toList(),
                new BmcIdentity(674, 256, "6.10"),
                -1_500L);
    }

    public static LogEntry entry(int recordId) {
        String id = "%04x".formatted(recordId);
        return new LogEntry(
                EventKind.RECORD,
                0,
                id + "/0badcafe",
                id,
                new LogEntry.Times(T0, null, null, null, null, null, null),
                null,
                "Upper Critical going high",
                "20.0.0.01:01:9",
                EventDirection.ASSERTED,
                Severity.CRITICAL,
                91.0,
                90.0,
                null,
                null,
                Bytes.of(new byte[16]),
                new LogEntry.Origin(Source.IPMI, "SEL"),
                null);
    }

    public static LogPosition position(String target, int recordId, @Nullable Instant at) {
        return LogPosition.newBuilder()
                .setTarget(target)
                .setLog("SEL")
                .setEpoch(0)
                .setRecordId("%04x".formatted(recordId))
                .setRecord(ByteBuffer.wrap(new byte[16]))
                .setEntries(recordId)
                .setLastAdded(0)
                .setLastErased(0)
                .setObservedAt(at == null ? T0 : at)
                .setLogs(List.of())
                .build();
    }
}
