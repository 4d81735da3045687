package dev.sideband.processor.view;

import dev.sideband.avro.Alert;
import dev.sideband.avro.AlertState;
import dev.sideband.avro.Health;
import dev.sideband.avro.Reading;
import dev.sideband.avro.Sensor;
import dev.sideband.avro.Status;
import dev.sideband.avro.Target;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/** The fleet as the topics tell of it. One thread writes, any may read. */
public final class FleetView {
    /** Resolved alerts that are kept to be shown. */
    static final int MAX_RESOLVED = 1000;

    /** Listeners at one time. */
    static final int MAX_SUBSCRIBERS = 64;

    private final Duration keep;
    private final History.Budget budget = new History.Budget(History.Budget.MAX_FLEET_POINTS);
    private final Map<String, ServerView> servers = new ConcurrentHashMap<>();
    private final Deque<Alert> resolved = new ArrayDeque<>();
    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
    private final LongAdder readings = new LongAdder();
    private volatile boolean live;

    /**
     * @param keep how long readings are kept
     */
    public FleetView(Duration keep) {
        this.keep = keep;
    }

    /** The servers that are targets, by name. */
    public List<ServerView> servers() {
        return servers.values().stream()
                .filter(ServerView::isTarget)
                .sorted(Comparator.comparing(ServerView::id))
                .toList();
    }

    public Optional<ServerView> server(String id) {
        return Optional.ofNullable(servers.get(id)).filter(ServerView::isTarget);
    }

    /** The alerts that ended last, the newest first. */
    public List<Alert> resolved() {
        synchronized (resolved) {
            return List.copyOf(resolved);
        }
    }

    /** Whether it has read what was on the topics when it began. */
    public boolean isLive() {
        return live;
    }

    /** The readings that came in since the start. */
    public long readings() {
        return readings.sum();
    }

    /**
     * Begins to listen; empty where too many do.
     *
     * @param watched the server whose readings are wanted; null: none
     */
    public Optional<Subscriber> subscribe(@Nullable String watched) {
        var subscriber = new Subscriber(watched);
        synchronized (subscribers) {
            if (subscribers.size() >= MAX_SUBSCRIBERS) {
                return Optional.empty();
            }
            subscribers.add(subscriber);
        }
        return Optional.of(subscriber);
    }

    public void unsubscribe(Subscriber subscriber) {
        subscribers.remove(subscriber);
    }

    void live() {
        live = true;
    }

    void target(String id, @Nullable Target target) {
        if (target == null) {
            ServerView gone = servers.remove(id);
            if (gone != null) {
                gone.release();
            }
        } else {
            of(id).target(target);
        }
        changed(id);
    }

    void status(String id, @Nullable Status status) {
        of(id).status(status);
        changed(id);
    }

    void health(String id, @Nullable Health health) {
        of(id).health(health);
        changed(id);
    }

    void sensor(String id, String sensor, @Nullable Sensor descriptor) {
        of(id).descriptor(sensor, descriptor);
    }

    void reading(String id, Reading reading) {
        of(id).reading(reading);
        readings.increment();
        for (Subscriber subscriber : subscribers) {
            subscriber.read(id, reading.getSensor());
        }
    }

    /** The present state of an alert; null: it does not fire. */
    void activeAlert(String id, String alertId, @Nullable Alert alert) {
        of(id).alert(alertId, alert);
        changed(id);
    }

    /** A change of an alert. */
    void alertChange(Alert alert) {
        if (alert.getState() == AlertState.RESOLVED) {
            synchronized (resolved) {
                resolved.addFirst(alert);
                if (resolved.size() > MAX_RESOLVED) {
                    resolved.removeLast();
                }
            }
        }
        if (live) {
            subscribers.forEach(subscriber -> subscriber.alert(alert));
        }
    }

    private void changed(String server) {
        subscribers.forEach(subscriber -> subscriber.changed(server));
    }

    private ServerView of(String id) {
        return servers.computeIfAbsent(id, _ -> new ServerView(id, budget, keep));
    }
}
