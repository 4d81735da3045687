package dev.sideband.schemas.serde;

import dev.sideband.avro.Alert;
import dev.sideband.avro.AlertState;
import dev.sideband.avro.Event;
import dev.sideband.avro.EventDirection;
import dev.sideband.avro.EventKind;
import dev.sideband.avro.Evidence;
import dev.sideband.avro.Location;
import dev.sideband.avro.Quality;
import dev.sideband.avro.Reading;
import dev.sideband.avro.Severity;
import dev.sideband.avro.Side;
import dev.sideband.avro.Source;
import dev.sideband.avro.Target;
import dev.sideband.avro.ThresholdStatus;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Records as they look in life. */
final class Records {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123Z");

    private Records() {}

    static Reading reading() {
        return Reading.newBuilder()
                .setTarget("r12-u07")
                .setSensor("20.0.0.30")
                .setName("CPU1 Temp")
                .setType("temperature")
                .setUnit("Cel")
                .setValue(61.5)
                .setQuality(Quality.GOOD)
                .setStatus(ThresholdStatus.OK)
                .setSide(Side.NONE)
                .setSource(Source.IPMI)
                .setObservedAt(NOON)
                .setBmcTime(NOON.minusSeconds(2))
                .build();
    }

    /** All that may be null is null. */
    static Reading discreteReading() {
        return Reading.newBuilder()
                .setTarget("r12-u07")
                .setSensor("20.0.0.C8")
                .setName("Netzteil 1 – Zustand")
                .setType("discrete")
                .setQuality(Quality.UNAVAILABLE)
                .setStatus(ThresholdStatus.UNKNOWN)
                .setSide(Side.NONE)
                .setStates(List.of("Presence detected", "Failure detected"))
                .setSource(Source.IPMI)
                .setObservedAt(NOON)
                .build();
    }

    static Event event() {
        return Event.newBuilder()
                .setTarget("r12-u07")
                .setEventId("r12-u07/SEL/0/0004/deadbeef")
                .setKind(EventKind.RECORD)
                .setLog("SEL")
                .setEpoch(0)
                .setRecordId("0004")
                .setSource(Source.IPMI)
                .setObservedAt(NOON)
                .setClockSkewMs(-2000L)
                .setSensorNumber(0x30)
                .setEvent("Upper critical going high")
                .setDirection(EventDirection.ASSERTED)
                .setSeverity(Severity.CRITICAL)
                .setRaw(ByteBuffer.wrap(new byte[] {4, 0, 2, 0, -1}))
                .build();
    }

    static Alert alert() {
        return Alert.newBuilder()
                .setAlertId("r12-u07/threshold/20.0.0.30")
                .setSeq(3)
                .setEpisode(2)
                .setState(AlertState.FIRING)
                .setSeverity(Severity.CRITICAL)
                .setTarget("r12-u07")
                .setRule("threshold")
                .setTitle("CPU1 Temp is 99 Cel, over 95 Cel")
                .setReason("raised")
                .setSide(Side.HIGH)
                .setStartedAt(NOON)
                .setChangedAt(NOON)
                .setLocation(Location.newBuilder().setRack("r12").setUnit(7).build())
                .setEvidence(
                        List.of(
                                new Evidence("readings", "20.0.0.30", NOON, "99 Cel"),
                                new Evidence("events", "r12-u07/SEL/0/0004/0", NOON, "over")))
                .build();
    }

    static Target target() {
        return Target.newBuilder()
                .setTarget("r12-u07")
                .setIpmi("10.0.12.7")
                .setCredentials("default")
                .setIntervalMs(30_000)
                .setPowerFeeds(List.of("pdu-a12", "pdu-b12"))
                .setLabels(Map.of("owner", "payments", "model", "r750"))
                .build();
    }
}
