package dev.sideband.processor.view;

import dev.sideband.avro.Alert;
import dev.sideband.avro.Health;
import dev.sideband.avro.Quality;
import dev.sideband.avro.Reading;
import dev.sideband.avro.Sensor;
import dev.sideband.avro.Status;
import dev.sideband.avro.Target;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One server as the topics tell of it. Its own lock guards it; what it gives away is immutable. */
public final class ServerView {
    /** Sensors that are shown; what comes after them is left out. */
    static final int MAX_SENSORS = 4096;

    private final String id;
    private final History.Budget budget;
    private final Duration keep;
    private final Map<String, SensorView> sensors = new HashMap<>();
    private final Map<String, History> histories = new HashMap<>();
    private final Map<String, Alert> alerts = new TreeMap<>();
    private @Nullable Target target;
    private @Nullable Status status;
    private @Nullable Health health;

    ServerView(String id, History.Budget budget, Duration keep) {
        this.id = id;
        this.budget = budget;
        this.keep = keep;
    }

    /** What is shown of a server in a list. */
    public record Summary(
            String id,
            @Nullable Target target,
            @Nullable Status status,
            @Nullable Health health,
            List<Alert> alerts) {}

    public String id() {
        return id;
    }

    public synchronized Summary summary() {
        return new Summary(id, target, status, health, List.copyOf(alerts.values()));
    }

    /** Its sensors, in no particular order. */
    public synchronized List<SensorView> sensors() {
        return List.copyOf(sensors.values());
    }

    /** Those of the sensors {@code ids} that are there. */
    public synchronized List<SensorView> sensors(Collection<String> ids) {
        return ids.stream().filter(sensors::containsKey).map(sensors::get).toList();
    }

    /** The values of one sensor from {@code from} to {@code to} that are still in memory. */
    public synchronized List<Point> history(String sensor, Instant from, Instant to) {
        History history = histories.get(sensor);
        return history == null ? List.of() : history.between(from, to);
    }

    /** Whether somebody wants it to be watched; only then it is shown. */
    synchronized boolean isTarget() {
        return target != null;
    }

    synchronized void target(@Nullable Target now) {
        target = now;
    }

    synchronized void status(@Nullable Status now) {
        status = now;
    }

    synchronized void health(@Nullable Health now) {
        health = now;
    }

    synchronized void alert(String alertId, @Nullable Alert now) {
        if (now == null) {
            alerts.remove(alertId);
        } else {
            alerts.put(alertId, now);
        }
    }

    synchronized void descriptor(String sensor, @Nullable Sensor now) {
        if (now == null) {
            sensors.remove(sensor);
            History history = histories.remove(sensor);
            if (history != null) {
                history.release();
            }
            return;
        }
        SensorView before = sensors.get(sensor);
        show(new SensorView(sensor, before == null ? null : before.reading(), now));
    }

    synchronized void reading(Reading reading) {
        String sensor = reading.getSensor();
        SensorView before = sensors.get(sensor);
        if (before != null && before.reading() != null && isOlder(reading, before.reading())) {
            return;
        }
        if (!show(new SensorView(sensor, reading, before == null ? null : before.descriptor()))) {
            return;
        }
        Double value = reading.getValue();
        if (value != null && reading.getQuality() == Quality.GOOD) {
            histories
                    .computeIfAbsent(sensor, _ -> new History(budget, keep))
                    .add(reading.getObservedAt(), value);
        }
    }

    private static boolean isOlder(Reading reading, Reading last) {
        return !reading.getObservedAt().isAfter(last.getObservedAt());
    }

    private boolean show(SensorView sensor) {
        if (sensors.size() >= MAX_SENSORS && !sensors.containsKey(sensor.id())) {
            return false;
        }
        sensors.put(sensor.id(), sensor);
        return true;
    }

    synchronized void release() {
        histories.values().forEach(History::release);
        histories.clear();
    }
}
