package dev.sideband.detection;

import dev.sideband.avro.Alert;
import dev.sideband.avro.AlertMemory;
import dev.sideband.avro.Evidence;
import dev.sideband.avro.SensorMemory;
import dev.sideband.avro.Severity;
import dev.sideband.avro.Side;
import dev.sideband.avro.Status;
import dev.sideband.detection.lifecycle.Finding;
import dev.sideband.detection.lifecycle.Signal;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Polls to signals: a BMC that falls silent, sensors that give nothing, alerts that end by time.
 *
 * <p>Silence says nothing about the server: what fires goes on firing, marked stale.
 */
final class StatusWatch {
    static final String SILENT = "silent";

    private final DetectionSettings settings;
    private final LogWatch logWatch;

    StatusWatch(DetectionSettings settings, LogWatch logWatch) {
        this.settings = settings;
        this.logWatch = logWatch;
    }

    void watch(AlertBook book, Status status, Descriptors descriptors) {
        ServerMemory memory = book.memory();
        Instant at = status.getObservedAt();
        Instant before = memory.statusAt();
        if (before != null && !at.isAfter(before)) {
            return;
        }
        if (status.getLocation() != null) {
            memory.location(status.getLocation());
        }
        memory.statusSeen(at, Duration.ofMillis(status.getIntervalMs()), coverage(status));
        switch (status.getState()) {
            case QUARANTINED -> quarantined(book, status);
            case REACHABLE, SLOW -> {
                // With a reason it is a failed poll, which is not yet silence and not an answer.
                if (status.getReason() == null) {
                    answered(book, status, before, descriptors);
                }
            }
            case UNKNOWN -> {}
        }
    }

    private void answered(
            AlertBook book, Status status, @Nullable Instant before, Descriptors descriptors) {
        Instant at = status.getObservedAt();
        returned(book, status);
        expire(book, at);
        if (before != null) {
            unseen(book, before, at);
            logWatch.settle(book, before, descriptors);
        }
    }

    /** How long the next status of {@code memory} may take; empty where none is awaited. */
    Optional<Duration> patience(ServerMemory memory) {
        return memory.statusAt() == null || memory.isSilent() || !memory.interval().isPositive()
                ? Optional.empty()
                : Optional.of(
                        longer(
                                settings.silentAfterAtLeast(),
                                memory.interval().multipliedBy(settings.silentAfterIntervals())));
    }

    boolean isOverdue(ServerMemory memory, Instant now) {
        Instant last = memory.statusAt();
        return last != null
                && patience(memory)
                        .filter(patience -> now.isAfter(last.plus(patience)))
                        .isPresent();
    }

    void overdue(AlertBook book, Instant now) {
        Instant last = book.memory().statusAt();
        String summary = "no status since " + last;
        var evidence =
                new Evidence("status", book.memory().target(), last == null ? now : last, summary);
        fellSilent(book, now, "BMC not heard of for too long", evidence);
    }

    private static void quarantined(AlertBook book, Status status) {
        String reason = status.getReason() == null ? "unknown" : status.getReason();
        String detail = status.getDetail() == null ? reason : status.getDetail();
        fellSilent(
                book,
                status.getObservedAt(),
                "BMC silent: " + reason,
                new Evidence("status", status.getTarget(), status.getObservedAt(), detail));
    }

    private static void fellSilent(AlertBook book, Instant at, String title, Evidence evidence) {
        ServerMemory memory = book.memory();
        memory.silent(true);
        for (String alertId : memory.firingIds()) {
            if (!alertId.equals(silentId(memory))) {
                book.tell(alertId, new Signal.Blind(at));
            }
        }
        var finding =
                new Finding(
                        SILENT,
                        null,
                        null,
                        Severity.WARNING,
                        title,
                        null,
                        null,
                        null,
                        Side.NONE,
                        null,
                        List.of(),
                        null,
                        evidence);
        book.tell(silentId(memory), new Signal.Wrong(at, finding));
    }

    private static void returned(AlertBook book, Status status) {
        ServerMemory memory = book.memory();
        Instant at = status.getObservedAt();
        if (memory.isSilent()) {
            memory.silent(false);
            var evidence = new Evidence("status", memory.target(), at, "BMC answers again");
            book.tell(silentId(memory), new Signal.Over(at, "returned", false, null, evidence));
        }
        for (String alertId : memory.firingIds()) {
            // The log can be read again and says nothing new.
            if (book.alert(alertId).getLog() != null) {
                book.tell(alertId, new Signal.Seen(at));
            }
        }
    }

    /** A sensor that gave no reading at all since the last status gave no evidence either. */
    private static void unseen(AlertBook book, Instant before, Instant at) {
        for (String alertId : book.memory().firingIds()) {
            AlertMemory alert = book.alert(alertId);
            Alert firing = alert.getFiring();
            if (firing == null || firing.getSensor() == null || alert.getLog() != null) {
                continue;
            }
            SensorMemory sensor = book.memory().sensor(firing.getSensor());
            if (sensor == null || !sensor.getSeenAt().isAfter(before)) {
                book.tell(alertId, new Signal.Unseen(at));
            }
        }
    }

    private static void expire(AlertBook book, Instant at) {
        for (String alertId : book.memory().firingIds()) {
            Instant until = book.alert(alertId).getExpiresAt();
            if (until != null && !until.isAfter(at)) {
                var evidence =
                        new Evidence("status", book.memory().target(), at, "not told again since");
                book.tell(alertId, new Signal.Over(at, "expired", false, null, evidence));
            }
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static String silentId(ServerMemory memory) {
        return memory.target() + '/' + SILENT;
    }

    private static @Nullable Double coverage(Status status) {
        return status.getSensorsExpected() <= 0
                ? null
                : Math.min(1.0, (double) status.getSensorsGood() / status.getSensorsExpected());
    }
}
