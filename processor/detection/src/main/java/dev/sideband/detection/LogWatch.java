package dev.sideband.detection;

import dev.sideband.avro.AlertMemory;
import dev.sideband.avro.Event;
import dev.sideband.avro.EventDirection;
import dev.sideband.avro.Sensor;
import dev.sideband.avro.SensorMemory;
import dev.sideband.avro.Severity;
import dev.sideband.detection.lifecycle.Finding;
import dev.sideband.detection.lifecycle.Signal;
import dev.sideband.detection.rule.Level;
import dev.sideband.detection.rule.Limits;
import dev.sideband.detection.rule.StatePolicy;
import dev.sideband.detection.rule.ThresholdRule;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Log records to signals.
 *
 * <p>What is told of a sensor that is also read is folded into that sensor's own alert: the record
 * raises or clears it sooner, provided that it happened after the last reading, and the next
 * reading decides. Everything else has an alert of its own for each state: one that lasts stands
 * until its end is told or the log is cleared, one that only happens stands for a time.
 *
 * <p>A log read for the first time tells of years. Old assertions are therefore held until the next
 * status: by then the log has also told of their end, or the sensor has been read.
 */
final class LogWatch {
    static final String EVENT = "event";

    private final DetectionSettings settings;

    LogWatch(DetectionSettings settings) {
        this.settings = settings;
    }

    void watch(AlertBook book, Event event, Descriptors descriptors) {
        switch (event.getKind()) {
            case RECORD -> record(book, event, descriptors);
            case CLEARED -> cleared(book, event);
            // They tell about the log, or of maintenance: nothing that would have to end.
            case GAP, WRAPPED, CLOCK_CHANGED, NEARLY_FULL, PART_CHANGED, UNKNOWN -> {}
        }
    }

    private void record(AlertBook book, Event event, Descriptors descriptors) {
        Sensor sensor =
                event.getSensor() == null
                        ? null
                        : descriptors.find(event.getTarget(), event.getSensor());
        if (isThreshold(event, sensor)) {
            threshold(book, event, sensor);
        } else if (event.getDirection() == EventDirection.DEASSERTED) {
            end(book, event);
        } else {
            begin(book, event, sensor != null);
        }
    }

    private static boolean isThreshold(Event event, @Nullable Sensor sensor) {
        if (event.getSensor() == null || !ThresholdRule.tellsOfThreshold(event.getEvent())) {
            return false;
        }
        return sensor == null || !sensor.getType().equals(ReadingWatch.DISCRETE);
    }

    private void threshold(AlertBook book, Event event, @Nullable Sensor sensor) {
        if (!isFresh(book.memory(), event) || !isNewerThanReading(book.memory(), event)) {
            return;
        }
        String alertId = book.id(ReadingWatch.THRESHOLD, event.getSensor());
        Level present = ReadingWatch.present(book.alert(alertId).getFiring());
        boolean asserted = ThresholdRule.begins(event);
        Level level = ThresholdRule.judge(event, Limits.of(sensor), present);
        // A milder threshold that is crossed on the way up, or told late, ends nothing.
        if (asserted && present.severity().compareTo(level.severity()) >= 0) {
            return;
        }
        Instant at = event.getObservedAt();
        if (level.isTrouble()) {
            String unit = sensor == null ? null : sensor.getUnit();
            book.tell(
                    alertId, new Signal.Wrong(at, LogRecords.thresholdFinding(event, level, unit)));
        } else if (book.memory().knowsAlert(alertId)) {
            book.tell(alertId, LogRecords.over(event, "deasserted", true, event.getTriggerValue()));
        }
    }

    private void begin(AlertBook book, Event event, boolean known) {
        Optional<StatePolicy> policy = StatePolicy.of(event.getEvent());
        Severity severity = severity(event);
        if (severity != Severity.WARNING && severity != Severity.CRITICAL) {
            return;
        }
        String kind = event.getSensorType();
        boolean momentary =
                policy.map(StatePolicy::momentary).orElse(false)
                        || event.getDirection() == EventDirection.NONE
                        || (kind != null && StatePolicy.isMomentaryKind(kind));
        if (momentary) {
            happened(book, event, severity);
        } else if (isFresh(book.memory(), event)) {
            lasts(book, event, severity, known);
        } else {
            book.memory().hold(event);
        }
    }

    /** What the state means wherever it is read, and only where that is not known what is told. */
    private static Severity severity(Event event) {
        return StatePolicy.of(event.getEvent())
                .map(StatePolicy::severity)
                .orElse(event.getSeverity());
    }

    private void happened(AlertBook book, Event event, Severity severity) {
        Duration stays =
                severity == Severity.CRITICAL ? settings.criticalStays() : settings.quietAfter();
        String sensor = event.getSensor();
        String stateAlert = sensor == null ? "" : book.id(ReadingWatch.STATE, sensor);
        if (!isFresh(book.memory(), event) || holds(book.alert(stateAlert), event.getEvent())) {
            return;
        }
        Instant until = LogRecords.happenedAt(event).plus(stays);
        Finding finding = LogRecords.finding(EVENT, event, severity, until);
        book.tell(alertId(book, event), new Signal.Wrong(event.getObservedAt(), finding));
    }

    private void lasts(AlertBook book, Event event, Severity severity, boolean known) {
        String sensor = event.getSensor();
        SensorMemory read = sensor == null ? null : book.memory().sensor(sensor);
        boolean isRead = read != null || known;
        boolean means = StatePolicy.of(event.getEvent()).isPresent();
        if (isRead && !means && severity != Severity.CRITICAL) {
            // "State Asserted" and the like: whether that is trouble only the sensor's maker knows.
            return;
        }
        if (sensor == null || !isRead || !means) {
            Finding finding = LogRecords.finding(EVENT, event, severity, null);
            book.tell(alertId(book, event), new Signal.Wrong(event.getObservedAt(), finding));
            return;
        }
        String alertId = book.id(ReadingWatch.STATE, sensor);
        var firing = book.alert(alertId).getFiring();
        boolean milder = firing != null && firing.getSeverity().compareTo(severity) >= 0;
        if (!milder && isNewerThanReading(book.memory(), event)) {
            Finding finding = LogRecords.finding(ReadingWatch.STATE, event, severity, null);
            book.tell(alertId, new Signal.Wrong(event.getObservedAt(), finding));
        }
    }

    private void end(AlertBook book, Event event) {
        for (Event held : book.memory().held()) {
            if (LogRecords.stateKey(held).equals(LogRecords.stateKey(event))) {
                book.memory().release(held);
            }
        }
        String own = book.id(EVENT, LogRecords.stateKey(event));
        if (book.memory().knowsAlert(own)) {
            book.tell(own, LogRecords.over(event, "deasserted", false, null));
        }
        String sensor = event.getSensor();
        if (sensor == null || !isFresh(book.memory(), event)) {
            return;
        }
        String folded = book.id(ReadingWatch.STATE, sensor);
        List<String> states = book.alert(folded).getStates();
        if (states.size() == 1
                && same(states.getFirst(), event.getEvent())
                && isNewerThanReading(book.memory(), event)) {
            book.tell(folded, LogRecords.over(event, "deasserted", true, null));
        }
    }

    /**
     * Decides on what was held once a whole poll has passed without more of it: the log has been
     * read to its end.
     *
     * @param before the status before the present one
     */
    void settle(AlertBook book, Instant before, Descriptors descriptors) {
        List<Event> heldBack = book.memory().held();
        if (heldBack.stream().anyMatch(event -> event.getObservedAt().isAfter(before))) {
            return;
        }
        for (Event event : heldBack) {
            book.memory().release(event);
            String sensor = event.getSensor();
            SensorMemory read = sensor == null ? null : book.memory().sensor(sensor);
            boolean tooOld =
                    LogRecords.happenedAt(event)
                            .plus(settings.criticalStays())
                            .isBefore(event.getObservedAt());
            if (tooOld || (read != null && read.getGoodAt() != null)) {
                continue;
            }
            Severity severity =
                    StatePolicy.of(event.getEvent())
                            .map(StatePolicy::severity)
                            .orElse(event.getSeverity());
            boolean known = sensor != null && descriptors.find(event.getTarget(), sensor) != null;
            lasts(book, event, severity, known);
        }
    }

    private static void cleared(AlertBook book, Event event) {
        for (Event held : book.memory().held()) {
            if (held.getLog().equals(event.getLog())) {
                book.memory().release(held);
            }
        }
        for (String alertId : book.memory().firingIds()) {
            if (event.getLog().equals(book.alert(alertId).getLog())) {
                book.tell(alertId, LogRecords.over(event, "log-cleared", false, null));
            }
        }
    }

    /** Whether an alert from the log speaks of this state of this sensor already. */
    static boolean isTold(AlertBook book, String sensor, String state) {
        for (String alertId : book.memory().firingIds()) {
            AlertMemory alert = book.alert(alertId);
            var firing = alert.getFiring();
            if (firing != null
                    && firing.getRule().equals(EVENT)
                    && sensor.equals(firing.getSensor())
                    && holds(alert, state)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(AlertMemory alert, String state) {
        return alert.getStates().stream().anyMatch(other -> same(state, other));
    }

    private static boolean same(String state, String other) {
        return state.strip().equalsIgnoreCase(other.strip());
    }

    private static String alertId(AlertBook book, Event event) {
        String alertId = book.id(EVENT, LogRecords.stateKey(event));
        return book.memory().knowsAlert(alertId) || !book.memory().isFullOfAlerts()
                ? alertId
                : book.id(EVENT, "other");
    }

    /** New at the time of its reading, as far as the clocks or the polls before say so. */
    private boolean isFresh(ServerMemory memory, Event event) {
        if (event.getBmcTime() != null) {
            return !LogRecords.happenedAt(event)
                    .isBefore(event.getObservedAt().minus(settings.freshFor()));
        }
        Instant polled = memory.statusAt();
        return polled != null
                && polled.isBefore(event.getObservedAt())
                && !polled.isBefore(event.getObservedAt().minus(settings.freshFor()));
    }

    private static boolean isNewerThanReading(ServerMemory memory, Event event) {
        SensorMemory read = memory.sensor(event.getSensor());
        return read == null
                || read.getGoodAt() == null
                || LogRecords.happenedAt(event).isAfter(read.getGoodAt());
    }
}
