package dev.sideband.detection;

import dev.sideband.avro.Alert;
import dev.sideband.avro.Event;
import dev.sideband.avro.Evidence;
import dev.sideband.avro.Health;
import dev.sideband.avro.Reading;
import dev.sideband.avro.Status;
import dev.sideband.avro.Target;
import dev.sideband.detection.health.HealthScore;
import dev.sideband.detection.lifecycle.AlertLifecycle;
import dev.sideband.detection.lifecycle.Signal;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an observation of a server changes: its alerts and its health.
 *
 * <p>Stateless: all that is remembered is in the {@link ServerMemory} that comes with each call. It
 * never fails on what a record says; a value of a newer schema counts as no evidence.
 */
public final class Detector {
    private final AlertLifecycle lifecycle;
    private final LogWatch logWatch;
    private final StatusWatch statusWatch;

    public Detector(DetectionSettings settings) {
        this.lifecycle =
                new AlertLifecycle(
                        settings.raiseAfter(), settings.clearAfter(), settings.staleAfterPolls());
        this.logWatch = new LogWatch(settings);
        this.statusWatch = new StatusWatch(settings, logWatch);
    }

    /** A sensor was read. What is not newer than its last reading changes nothing. */
    public Changes onReading(ServerMemory memory, Reading reading, Descriptors descriptors) {
        var book = new AlertBook(lifecycle, memory);
        ReadingWatch.watch(book, reading, descriptors);
        return book.changes().isEmpty() ? Changes.NONE : changes(book, reading.getObservedAt());
    }

    /** A log tells something. */
    public Changes onEvent(ServerMemory memory, Event event, Descriptors descriptors) {
        var book = new AlertBook(lifecycle, memory);
        logWatch.watch(book, event, descriptors);
        return book.changes().isEmpty() ? Changes.NONE : changes(book, event.getObservedAt());
    }

    /** A poll ended. */
    public Changes onStatus(ServerMemory memory, Status status, Descriptors descriptors) {
        var book = new AlertBook(lifecycle, memory);
        statusWatch.watch(book, status, descriptors);
        return changes(book, status.getObservedAt());
    }

    /** Where a server stands was said or said anew. */
    public Changes onTarget(ServerMemory memory, Target target) {
        if (target.getLocation() != null
                && !Objects.equals(target.getLocation(), memory.location())) {
            memory.location(target.getLocation());
        }
        return Changes.NONE;
    }

    /** A server is no longer to be watched: what fires ends. */
    public Changes onTargetRemoved(ServerMemory memory, Instant at) {
        var book = new AlertBook(lifecycle, memory);
        book.tellAllFiring(removed("targets", memory.target(), at));
        memory.forget();
        return new Changes(List.copyOf(book.changes()), null, true);
    }

    /** A sensor is no longer there. */
    public Changes onSensorRemoved(ServerMemory memory, String sensor, Instant at) {
        var book = new AlertBook(lifecycle, memory);
        for (String rule : List.of(ReadingWatch.THRESHOLD, ReadingWatch.STATE)) {
            String alertId = book.id(rule, sensor);
            if (memory.knowsAlert(alertId)) {
                book.tell(alertId, removed("sensors", sensor, at));
            }
        }
        memory.forgetSensor(sensor);
        return book.changes().isEmpty() ? Changes.NONE : changes(book, at);
    }

    /** How long a server's status may be missing until {@link #onTick} calls it silent. */
    public Optional<Duration> patience(ServerMemory memory) {
        return statusWatch.patience(memory);
    }

    /** Time passed, by the clock on the wall. */
    public Changes onTick(ServerMemory memory, Instant now) {
        if (!statusWatch.isOverdue(memory, now)) {
            return Changes.NONE;
        }
        var book = new AlertBook(lifecycle, memory);
        statusWatch.overdue(book, now);
        return changes(book, now);
    }

    private static Signal removed(String topic, String id, Instant at) {
        var evidence = new Evidence(topic, id, at, "no longer there");
        return new Signal.Over(at, "removed", false, null, evidence);
    }

    private static Changes changes(AlertBook book, Instant at) {
        List<Alert> alerts = List.copyOf(book.changes());
        return new Changes(alerts, changedHealth(book.memory(), at), false);
    }

    private static @Nullable Health changedHealth(ServerMemory memory, Instant at) {
        HealthScore score = HealthScore.of(memory.firing(), memory.isSilent(), memory.coverage());
        Double coverage = memory.coverage();
        var now =
                new Health(
                        "server",
                        memory.target(),
                        score.score(),
                        score.band(),
                        score.reasons(),
                        coverage == null ? null : Math.round(coverage * 100) / 100.0,
                        at,
                        memory.location());
        Health before = memory.health();
        if (before != null && sameBut(before, now)) {
            return null;
        }
        memory.health(now);
        return now;
    }

    private static boolean sameBut(Health before, Health now) {
        return Health.newBuilder(before).setChangedAt(now.getChangedAt()).build().equals(now);
    }
}
