package dev.sideband.processor;

import dev.sideband.avro.Event;
import dev.sideband.avro.EventDirection;
import dev.sideband.avro.EventKind;
import dev.sideband.avro.Location;
import dev.sideband.avro.Quality;
import dev.sideband.avro.Reachability;
import dev.sideband.avro.Reading;
import dev.sideband.avro.Sensor;
import dev.sideband.avro.Severity;
import dev.sideband.avro.Side;
import dev.sideband.avro.Source;
import dev.sideband.avro.Status;
import dev.sideband.avro.Target;
import dev.sideband.avro.ThresholdStatus;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** What a collector says of a server, for tests. */
public record Said(String target) {
    public static final String TEMP = "20.0.0.01";

    /** A temperature; from 90 Cel on the BMC calls it critical. */
    public Reading temperature(Instant at, double value) {
        boolean high = value >= 90;
        return Reading.newBuilder()
                .setTarget(target)
                .setSensor(TEMP)
                .setName("CPU1 Temp")
                .setType("temperature")
                .setUnit("Cel")
                .setValue(value)
                .setQuality(Quality.GOOD)
                .setStatus(high ? ThresholdStatus.CR : ThresholdStatus.OK)
                .setSide(high ? Side.HIGH : Side.NONE)
                .setSource(Source.IPMI)
                .setObservedAt(at)
                .build();
    }

    public Sensor thermometer(Instant at) {
        return Sensor.newBuilder()
                .setTarget(target)
                .setSensor(TEMP)
                .setName("CPU1 Temp")
                .setType("temperature")
                .setUnit("Cel")
                .setSource(Source.IPMI)
                .setUnc(80.0)
                .setUcr(90.0)
                .setObservedAt(at)
                .build();
    }

    public Reading states(Instant at, String sensor, String name, String... states) {
        return Reading.newBuilder()
                .setTarget(target)
                .setSensor(sensor)
                .setName(name)
                .setType("discrete")
                .setStates(List.of(states))
                .setQuality(Quality.GOOD)
                .setStatus(ThresholdStatus.UNKNOWN)
                .setSide(Side.NONE)
                .setSource(Source.IPMI)
                .setObservedAt(at)
                .build();
    }

    public Status status(Instant at, Reachability state, @Nullable String reason, long intervalMs) {
        return Status.newBuilder()
                .setTarget(target)
                .setState(state)
                .setReason(reason)
                .setSince(at)
                .setObservedAt(at)
                .setPollDurationMs(180)
                .setIntervalMs(intervalMs)
                .setSensorsExpected(10)
                .setSensorsGood(10)
                .build();
    }

    public Event event(Instant at, String words, EventDirection direction, Severity severity) {
        return Event.newBuilder()
                .setTarget(target)
                .setEventId(target + "/SEL/0/" + at.toEpochMilli())
                .setKind(EventKind.RECORD)
                .setLog("SEL")
                .setEpoch(0)
                .setRecordId("0001")
                .setSource(Source.IPMI)
                .setObservedAt(at)
                .setBmcTime(at)
                .setEvent(words)
                .setStateKey("key-" + words.hashCode())
                .setDirection(direction)
                .setSeverity(severity)
                .build();
    }

    public Target registration(String rack) {
        return Target.newBuilder()
                .setTarget(target)
                .setIpmi("192.0.2.7")
                .setCredentials("default")
                .setIntervalMs(30_000)
                .setLocation(Location.newBuilder().setSite("dc1").setRack(rack).setUnit(7).build())
                .build();
    }
}
