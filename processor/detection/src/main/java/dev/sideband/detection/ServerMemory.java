package dev.sideband.detection;

import dev.sideband.avro.Alert;
import dev.sideband.avro.AlertMemory;
import dev.sideband.avro.Event;
import dev.sideband.avro.Health;
import dev.sideband.avro.Location;
import dev.sideband.avro.SensorMemory;
import dev.sideband.avro.ServerState;
import dev.sideband.detection.lifecycle.AlertLifecycle;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is remembered of one server. Mutable; owned by the one thread that works on its partition.
 *
 * <p>{@link #takeChanged} says whether something changed that decides about alerts. The times at
 * which sensors were last seen do not count as such: they may be kept at the next status instead,
 * once a poll and not once a reading, and are no worse for that than by one poll.
 */
public final class ServerMemory {
    /** Sensors of one server; readings of further ones are ignored. IPMI has at most 255 a LUN. */
    public static final int MAX_SENSORS = 4096;

    /** Alert ids of one server, ever; what comes after them shares one. */
    public static final int MAX_ALERTS = 1000;

    /** Old assertions that wait for their end; the oldest give way. */
    public static final int MAX_HELD = 256;

    private final String target;
    private final Map<String, SensorMemory> sensors;
    private final Map<String, AlertMemory> alerts;
    private final List<Event> held;
    private @Nullable Instant statusAt;
    private Duration interval;
    private boolean silent;
    private @Nullable Double coverage;
    private @Nullable Location location;
    private @Nullable Health health;
    private int firing;
    private boolean changed;

    private ServerMemory(String target, ServerState state) {
        this.target = target;
        this.sensors = new HashMap<>(state.getSensors());
        this.alerts = new HashMap<>(state.getAlerts());
        this.held = new ArrayList<>(state.getHeld());
        this.statusAt = state.getStatusAt();
        this.interval = Duration.ofMillis(state.getIntervalMs());
        this.silent = state.getSilent();
        this.coverage = state.getCoverage();
        this.location = state.getLocation();
        this.health = state.getHealth();
        this.firing = (int) alerts.values().stream().filter(a -> a.getFiring() != null).count();
    }

    /** A server of which nothing is known yet. */
    public static ServerMemory of(String target) {
        return new ServerMemory(
                target,
                new ServerState(null, 0L, false, null, null, Map.of(), Map.of(), List.of(), null));
    }

    /** What {@link #toState} gave. */
    public static ServerMemory of(String target, ServerState state) {
        return new ServerMemory(target, state);
    }

    /** All of it, for a state store. */
    public ServerState toState() {
        return new ServerState(
                statusAt,
                interval.toMillis(),
                silent,
                coverage,
                location,
                Map.copyOf(sensors),
                Map.copyOf(alerts),
                List.copyOf(held),
                health);
    }

    /** Whether something changed that decides about alerts since this was last asked. */
    public boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    public String target() {
        return target;
    }

    public @Nullable Instant statusAt() {
        return statusAt;
    }

    public boolean isSilent() {
        return silent;
    }

    /** The alerts that fire now, in no particular order. */
    public List<Alert> firing() {
        var list = new ArrayList<Alert>(firing);
        for (AlertMemory alert : alerts.values()) {
            if (alert.getFiring() != null) {
                list.add(alert.getFiring());
            }
        }
        return list;
    }

    boolean isQuiet() {
        return firing == 0;
    }

    Duration interval() {
        return interval;
    }

    @Nullable Double coverage() {
        return coverage;
    }

    @Nullable Location location() {
        return location;
    }

    @Nullable Health health() {
        return health;
    }

    @Nullable SensorMemory sensor(String id) {
        return sensors.get(id);
    }

    /** Remembers when a sensor was seen; false: there are too many. */
    boolean saw(String id, Instant at, boolean good) {
        SensorMemory before = sensors.get(id);
        if (before == null && sensors.size() >= MAX_SENSORS) {
            return false;
        }
        sensors.put(
                id,
                new SensorMemory(
                        at, good || before == null ? (good ? at : null) : before.getGoodAt()));
        return true;
    }

    void forgetSensor(String id) {
        changed |= sensors.remove(id) != null;
    }

    AlertMemory alert(String alertId) {
        AlertMemory memory = alerts.get(alertId);
        return memory == null ? AlertLifecycle.unborn() : memory;
    }

    boolean knowsAlert(String alertId) {
        return alerts.containsKey(alertId);
    }

    boolean isFullOfAlerts() {
        return alerts.size() >= MAX_ALERTS;
    }

    /** The ids of the alerts that fire now. */
    List<String> firingIds() {
        if (firing == 0) {
            return List.of();
        }
        return alerts.entrySet().stream()
                .filter(entry -> entry.getValue().getFiring() != null)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    void remember(String alertId, AlertMemory before, AlertMemory after) {
        if (before.equals(after) || (!alerts.containsKey(alertId) && isUnborn(after))) {
            return;
        }
        firing += fires(after) - fires(before);
        alerts.put(alertId, after);
        changed = true;
    }

    private static boolean isUnborn(AlertMemory memory) {
        return memory.getSeq() == 0 && memory.getPendingSince() == null;
    }

    private static int fires(AlertMemory memory) {
        return memory.getFiring() == null ? 0 : 1;
    }

    List<Event> held() {
        return List.copyOf(held);
    }

    void hold(Event event) {
        if (held.size() >= MAX_HELD) {
            held.removeFirst();
        }
        held.add(event);
        changed = true;
    }

    void release(Event event) {
        changed |= held.remove(event);
    }

    void statusSeen(Instant at, Duration every, @Nullable Double covered) {
        statusAt = at;
        interval = every;
        coverage = covered;
        changed = true;
    }

    void silent(boolean nothingHeard) {
        silent = nothingHeard;
        changed = true;
    }

    void location(@Nullable Location where) {
        location = where;
        changed = true;
    }

    void health(@Nullable Health now) {
        health = now;
        changed = true;
    }

    /** Forgets all but the numbers of its alerts: they go on should the server come back. */
    void forget() {
        sensors.clear();
        held.clear();
        statusAt = null;
        silent = false;
        coverage = null;
        health = null;
        changed = true;
    }
}
