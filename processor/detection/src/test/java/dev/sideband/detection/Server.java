package dev.sideband.detection;

import dev.sideband.avro.Alert;
import dev.sideband.avro.Event;
import dev.sideband.avro.EventDirection;
import dev.sideband.avro.EventKind;
import dev.sideband.avro.Health;
import dev.sideband.avro.Quality;
import dev.sideband.avro.Reachability;
import dev.sideband.avro.Reading;
import dev.sideband.avro.Sensor;
import dev.sideband.avro.Severity;
import dev.sideband.avro.Side;
import dev.sideband.avro.Source;
import dev.sideband.avro.Status;
import dev.sideband.avro.ThresholdStatus;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A server as the detector sees it: says what its BMC says and notes what comes of it.
 *
 * <p>After each observation its memory goes through the state record and back, as it does in a
 * state store.
 */
final class Server {
    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    static final String ID = "r12-u07";
    static final Duration INTERVAL = Duration.ofSeconds(30);

    private final Detector detector;
    private final Map<String, Sensor> sensors = new HashMap<>();
    private final List<Alert> alerts = new ArrayList<>();
    private final List<Health> healths = new ArrayList<>();
    private ServerMemory memory = ServerMemory.of(ID);
    private Instant now = START;
    private int record;

    Server() {
        this(DetectionSettings.defaults());
    }

    Server(DetectionSettings settings) {
        detector = new Detector(settings);
    }

    Instant now() {
        return now;
    }

    Server later(Duration by) {
        now = now.plus(by);
        return this;
    }

    Server nextPoll() {
        return later(INTERVAL);
    }

    Server hasSensor(Sensor.Builder sensor) {
        Sensor built = sensor.build();
        sensors.put(built.getSensor(), built);
        return this;
    }

    /** An upper non-critical threshold of 80, critical of 90, non-recoverable of 100 Cel. */
    Server hasThermometer(@Nullable Double hysteresis) {
        return hasSensor(
                sensor("temp", "CPU1 Temp", "temperature")
                        .setUnit("Cel")
                        .setUnc(80.0)
                        .setUcr(90.0)
                        .setUnr(100.0)
                        .setHysteresisUpper(hysteresis));
    }

    Server hasDiscrete(String id, String name) {
        return hasSensor(sensor(id, name, "discrete"));
    }

    Server reads(Reading.Builder reading) {
        return take(detector.onReading(memory, reading.build(), this::find));
    }

    /** A temperature with the BMC's own word on it. */
    Server temperature(double value, ThresholdStatus status) {
        Side side = status == ThresholdStatus.OK ? Side.NONE : Side.HIGH;
        return reads(temperatureReading(value).setStatus(status).setSide(side));
    }

    /** A temperature of which the BMC says nothing more. */
    Server temperature(double value) {
        return reads(temperatureReading(value));
    }

    Server noTemperature(Quality quality) {
        return reads(temperatureReading(0).setValue(null).setQuality(quality));
    }

    Server states(String sensor, String name, String... states) {
        return reads(reading(sensor, name, "discrete").setStates(List.of(states)));
    }

    Server logs(Event.Builder event) {
        return take(detector.onEvent(memory, event.build(), this::find));
    }

    Server polled() {
        return status(Reachability.REACHABLE, null);
    }

    Server status(Reachability state, @Nullable String reason) {
        return status(state, reason, 100, 100);
    }

    Server status(Reachability state, @Nullable String reason, int expected, int good) {
        var status =
                Status.newBuilder()
                        .setTarget(ID)
                        .setState(state)
                        .setReason(reason)
                        .setSince(now)
                        .setObservedAt(now)
                        .setPollDurationMs(100)
                        .setIntervalMs(INTERVAL.toMillis())
                        .setSensorsExpected(expected)
                        .setSensorsGood(good)
                        .build();
        return take(detector.onStatus(memory, status, this::find));
    }

    Server tick() {
        return take(detector.onTick(memory, now));
    }

    Server removed() {
        return take(detector.onTargetRemoved(memory, now));
    }

    Server sensorRemoved(String sensor) {
        sensors.remove(sensor);
        return take(detector.onSensorRemoved(memory, sensor, now));
    }

    private Server take(Changes changes) {
        alerts.addAll(changes.alerts());
        if (changes.health() != null) {
            healths.add(changes.health());
        }
        memory = ServerMemory.of(ID, memory.toState());
        return this;
    }

    private @Nullable Sensor find(String target, String sensor) {
        return sensors.get(sensor);
    }

    List<Alert> alerts() {
        return alerts;
    }

    /** Each change as "id reason severity", with "stale" where it is. */
    List<String> story() {
        return alerts.stream()
                .map(alert ->
                        alert.getAlertId().substring(ID.length() + 1)
                                + ' '
                                + alert.getReason()
                                + ' '
                                + alert.getSeverity())
                .toList();
    }

    Alert last() {
        return alerts.getLast();
    }

    List<Alert> firing() {
        return memory.firing();
    }

    Health health() {
        return Objects.requireNonNull(healths.getLast());
    }

    int healthChanges() {
        return healths.size();
    }

    Reading.Builder temperatureReading(double value) {
        return reading("temp", "CPU1 Temp", "temperature").setUnit("Cel").setValue(value);
    }

    Reading.Builder reading(String sensor, String name, String type) {
        return Reading.newBuilder()
                .setTarget(ID)
                .setSensor(sensor)
                .setName(name)
                .setType(type)
                .setQuality(Quality.GOOD)
                .setStatus(ThresholdStatus.UNKNOWN)
                .setSide(Side.NONE)
                .setSource(Source.IPMI)
                .setObservedAt(now);
    }

    Sensor.Builder sensor(String sensor, String name, String type) {
        return Sensor.newBuilder()
                .setTarget(ID)
                .setSensor(sensor)
                .setName(name)
                .setType(type)
                .setSource(Source.IPMI)
                .setObservedAt(now);
    }

    /** A record of the log that was written just now. */
    Event.Builder event(
            String words, @Nullable String stateKey, EventDirection direction, Severity severity) {
        String id = "%04x".formatted(++record);
        return Event.newBuilder()
                .setTarget(ID)
                .setEventId(ID + "/SEL/0/" + id)
                .setKind(EventKind.RECORD)
                .setLog("SEL")
                .setEpoch(0)
                .setRecordId(id)
                .setSource(Source.IPMI)
                .setObservedAt(now)
                .setBmcTime(now)
                .setEvent(words)
                .setStateKey(stateKey)
                .setDirection(direction)
                .setSeverity(severity);
    }

    Server logCleared() {
        return logs(
                event("log cleared", null, EventDirection.NONE, Severity.INFO)
                        .setKind(EventKind.CLEARED));
    }
}
