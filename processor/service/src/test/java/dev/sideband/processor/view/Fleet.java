package dev.sideband.processor.view;

import dev.sideband.avro.Alert;
import dev.sideband.avro.AlertState;
import dev.sideband.avro.Evidence;
import dev.sideband.avro.Health;
import dev.sideband.avro.HealthReason;
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
import dev.sideband.schemas.TrustedRecords;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A view of made-up servers, filled as the feed would fill it. */
public final class Fleet {
    static {
        TrustedRecords.declare();
    }

    private final FleetView view = new FleetView(Duration.ofMinutes(15));
    private final Instant now;

    public Fleet(Instant now) {
        this.now = now;
        view.live();
    }

    public FleetView view() {
        return view;
    }

    public Fleet server(String id, Reachability state, @Nullable String reason, int unit) {
        view.target(
                id,
                Target.newBuilder()
                        .setTarget(id)
                        .setIpmi("192.0.2.1")
                        .setCredentials("default")
                        .setIntervalMs(30_000)
                        .setLabels(Map.of("owner", "payments", "model", "r750"))
                        .setLocation(
                                Location.newBuilder()
                                        .setSite("dc1")
                                        .setRoom("a")
                                        .setRack("r12")
                                        .setUnit(unit)
                                        .build())
                        .build());
        view.status(
                id,
                Status.newBuilder()
                        .setTarget(id)
                        .setState(state)
                        .setReason(reason)
                        .setDetail(reason == null ? null : "192.0.2.1:623 does not answer")
                        .setSince(now.minusSeconds(4000))
                        .setObservedAt(now.minusSeconds(7))
                        .setPollDurationMs(410)
                        .setIntervalMs(30_000)
                        .setSensorsExpected(24)
                        .setSensorsGood(reason == null ? 24 : 0)
                        .setFirmware("2.14")
                        .build());
        return this;
    }

    public Fleet removed(String id) {
        view.target(id, null);
        return this;
    }

    public Fleet health(String id, @Nullable Integer score, String band, HealthReason... reasons) {
        view.health(
                id,
                Health.newBuilder()
                        .setScope("server")
                        .setName(id)
                        .setScore(score)
                        .setBand(band)
                        .setReasons(List.of(reasons))
                        .setCoverage(1.0)
                        .setChangedAt(now)
                        .build());
        return this;
    }

    /** A sensor with a threshold and ten minutes of values that end with {@code value}. */
    public Fleet sensor(
            String id, String name, String type, String unit, double value, double limit) {
        String sensor = name.replaceAll("\\W", "-").toLowerCase(Locale.ROOT);
        view.sensor(
                id,
                sensor,
                Sensor.newBuilder()
                        .setTarget(id)
                        .setSensor(sensor)
                        .setName(name)
                        .setType(type)
                        .setUnit(unit)
                        .setSource(Source.IPMI)
                        .setUcr(limit)
                        .setObservedAt(now)
                        .build());
        for (int i = 20; i >= 0; i--) {
            double past = value - Math.sin(i / 2.0) * value * 0.04 - i * value * 0.008;
            reading(id, sensor, name, type, unit, now.minusSeconds(i * 30L), past, limit);
        }
        return this;
    }

    public Fleet reading(
            String id,
            String sensor,
            String name,
            String type,
            String unit,
            Instant at,
            double value,
            double limit) {
        boolean high = value >= limit;
        view.reading(
                id,
                reading(id, sensor, name, type, at)
                        .setUnit(unit)
                        .setValue(value)
                        .setStatus(high ? ThresholdStatus.CR : ThresholdStatus.OK)
                        .setSide(high ? Side.HIGH : Side.NONE)
                        .build());
        return this;
    }

    public Fleet states(String id, String name, String... states) {
        view.reading(
                id, reading(id, name, name, "discrete", now).setStates(List.of(states)).build());
        return this;
    }

    public Fleet missing(String id, String name, String type) {
        view.reading(
                id, reading(id, name, name, type, now).setQuality(Quality.UNAVAILABLE).build());
        return this;
    }

    private static Reading.Builder reading(
            String id, String sensor, String name, String type, Instant at) {
        return Reading.newBuilder()
                .setTarget(id)
                .setSensor(sensor)
                .setName(name)
                .setType(type)
                .setQuality(Quality.GOOD)
                .setStatus(ThresholdStatus.UNKNOWN)
                .setSide(Side.NONE)
                .setSource(Source.IPMI)
                .setObservedAt(at);
    }

    /** A change of an alert, on both topics. */
    public Fleet alert(Alert alert) {
        boolean over = alert.getState() == AlertState.RESOLVED;
        view.activeAlert(alert.getTarget(), alert.getAlertId(), over ? null : alert);
        view.alertChange(alert);
        return this;
    }

    public Alert firing(String id, String part, Severity severity, String title, long ageSeconds) {
        Instant at = now.minusSeconds(ageSeconds);
        return Alert.newBuilder()
                .setAlertId(id + "/" + part)
                .setSeq(1)
                .setEpisode(1)
                .setState(AlertState.FIRING)
                .setSeverity(severity)
                .setTarget(id)
                .setRule(part.substring(0, part.indexOf('/')))
                .setSensor("sensor")
                .setComponent("component")
                .setTitle(title)
                .setReason("raised")
                .setSide(Side.HIGH)
                .setStartedAt(at)
                .setChangedAt(at)
                .setEvidence(List.of(new Evidence("readings", "sensor", at, title)))
                .build();
    }

    public Alert resolved(Alert firing, long afterSeconds) {
        Instant at = firing.getStartedAt().plusSeconds(afterSeconds);
        return Alert.newBuilder(firing)
                .setSeq(firing.getSeq() + 1)
                .setState(AlertState.RESOLVED)
                .setReason("cleared")
                .setChangedAt(at)
                .setResolvedAt(at)
                .build();
    }
}
