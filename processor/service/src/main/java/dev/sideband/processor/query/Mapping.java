package dev.sideband.processor.query;

import dev.sideband.avro.Alert;
import dev.sideband.avro.Health;
import dev.sideband.avro.Location;
import dev.sideband.avro.Reachability;
import dev.sideband.avro.Reading;
import dev.sideband.avro.Sensor;
import dev.sideband.avro.Severity;
import dev.sideband.avro.Status;
import dev.sideband.processor.query.Answers.AlertState;
import dev.sideband.processor.query.Answers.Fleet;
import dev.sideband.processor.query.Answers.Place;
import dev.sideband.processor.query.Answers.Polling;
import dev.sideband.processor.query.Answers.Proof;
import dev.sideband.processor.query.Answers.Reason;
import dev.sideband.processor.query.Answers.Score;
import dev.sideband.processor.query.Answers.SensorState;
import dev.sideband.processor.query.Answers.Server;
import dev.sideband.processor.view.FleetView;
import dev.sideband.processor.view.SensorView;
import dev.sideband.processor.view.ServerView;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From the records of the topics to what the API answers. */
final class Mapping {
    private Mapping() {}

    static Fleet fleet(FleetView view) {
        var reachability = counts("REACHABLE", "SLOW", "QUARANTINED", "UNKNOWN");
        var health = counts("OK", "WATCH", "DEGRADED", "CRITICAL", "UNKNOWN");
        var alerts = counts("CRITICAL", "WARNING");
        List<ServerView> servers = view.servers();
        for (ServerView each : servers) {
            Server server = server(each.summary());
            reachability.merge(server.polling().state(), 1, Integer::sum);
            health.merge(server.health().band(), 1, Integer::sum);
            alerts.merge("CRITICAL", server.critical(), Integer::sum);
            alerts.merge("WARNING", server.warning(), Integer::sum);
        }
        return new Fleet(
                servers.size(), reachability, health, alerts, view.readings(), view.isLive());
    }

    private static Map<String, Integer> counts(String... names) {
        var counts = new LinkedHashMap<String, Integer>();
        for (String name : names) {
            counts.put(name, 0);
        }
        return counts;
    }

    static Server server(ServerView.Summary server) {
        var target = server.target();
        return new Server(
                server.id(),
                target == null ? null : place(target.getLocation()),
                target == null ? Map.of() : target.getLabels(),
                polling(server.status()),
                score(server.health()),
                count(server.alerts(), Severity.CRITICAL),
                count(server.alerts(), Severity.WARNING));
    }

    private static int count(List<Alert> alerts, Severity severity) {
        return (int) alerts.stream().filter(alert -> alert.getSeverity() == severity).count();
    }

    private static Polling polling(@Nullable Status status) {
        if (status == null) {
            return new Polling(
                    Reachability.UNKNOWN.name(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }
        return new Polling(
                status.getState().name(),
                status.getReason(),
                status.getDetail(),
                time(status.getSince()),
                time(status.getObservedAt()),
                time(status.getLastGoodPoll()),
                status.getIntervalMs(),
                status.getPollDurationMs(),
                status.getSensorsExpected(),
                status.getSensorsGood(),
                status.getFirmware());
    }

    private static Score score(@Nullable Health health) {
        if (health == null) {
            return new Score(null, "UNKNOWN", List.of());
        }
        List<Reason> reasons =
                health.getReasons().stream()
                        .map(r -> new Reason(r.getAlertId(), r.getPoints(), r.getText()))
                        .toList();
        return new Score(health.getScore(), health.getBand(), reasons);
    }

    static SensorState sensor(SensorView sensor) {
        Reading reading = sensor.reading();
        Sensor descriptor = sensor.descriptor();
        return new SensorState(
                sensor.id(),
                reading != null ? reading.getName() : name(sensor),
                reading != null ? reading.getType() : type(descriptor),
                reading != null ? reading.getUnit() : null,
                reading != null ? reading.getValue() : null,
                reading != null ? reading.getQuality().name() : null,
                reading != null ? reading.getStatus().name() : null,
                reading != null ? reading.getSide().name() : null,
                reading != null ? reading.getStates() : List.of(),
                reading != null ? time(reading.getObservedAt()) : null,
                descriptor == null ? null : descriptor.getEntity(),
                thresholds(descriptor));
    }

    private static String name(SensorView sensor) {
        return sensor.descriptor() == null ? sensor.id() : sensor.descriptor().getName();
    }

    private static String type(@Nullable Sensor descriptor) {
        return descriptor == null ? "other" : descriptor.getType();
    }

    private static Map<String, Double> thresholds(@Nullable Sensor sensor) {
        var thresholds = new LinkedHashMap<String, Double>();
        if (sensor != null) {
            put(thresholds, "lnr", sensor.getLnr());
            put(thresholds, "lcr", sensor.getLcr());
            put(thresholds, "lnc", sensor.getLnc());
            put(thresholds, "unc", sensor.getUnc());
            put(thresholds, "ucr", sensor.getUcr());
            put(thresholds, "unr", sensor.getUnr());
        }
        return thresholds;
    }

    private static void put(Map<String, Double> into, String name, @Nullable Double value) {
        if (value != null) {
            into.put(name, value);
        }
    }

    static AlertState alert(Alert alert) {
        return new AlertState(
                alert.getAlertId(),
                alert.getSeq(),
                alert.getEpisode(),
                alert.getState().name(),
                alert.getSeverity().name(),
                alert.getTarget(),
                alert.getRule(),
                alert.getSensor(),
                alert.getComponent(),
                alert.getTitle(),
                alert.getReason(),
                alert.getStale(),
                alert.getValue(),
                alert.getUnit(),
                alert.getThreshold(),
                alert.getSide().name(),
                alert.getStartedAt().toString(),
                alert.getChangedAt().toString(),
                time(alert.getResolvedAt()),
                place(alert.getLocation()),
                alert.getEvidence().stream()
                        .map(e ->
                                new Proof(
                                        e.getTopic(),
                                        e.getId(),
                                        e.getObservedAt().toString(),
                                        e.getSummary()))
                        .toList());
    }

    private static @Nullable Place place(@Nullable Location location) {
        return location == null
                ? null
                : new Place(
                        location.getSite(),
                        location.getRoom(),
                        location.getRow(),
                        location.getRack(),
                        location.getUnit(),
                        location.getChassis());
    }

    private static @Nullable String time(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
