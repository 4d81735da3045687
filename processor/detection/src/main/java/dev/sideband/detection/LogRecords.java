package dev.sideband.detection;

import dev.sideband.avro.Event;
import dev.sideband.avro.EventDirection;
import dev.sideband.avro.Evidence;
import dev.sideband.avro.Severity;
import dev.sideband.avro.Side;
import dev.sideband.detection.lifecycle.Finding;
import dev.sideband.detection.lifecycle.Signal;
import dev.sideband.detection.rule.Level;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What a log record says, in the terms of alerts: which state, when, and the words for it. */
final class LogRecords {
    private LogRecords() {}

    /** Names the state, the same for its beginning and its end. */
    static String stateKey(Event event) {
        if (event.getStateKey() != null) {
            return event.getStateKey();
        }
        String about = event.getSensor() == null ? event.getLog() : event.getSensor();
        // An OEM record's text holds bytes that differ each time; its kind is all that recurs.
        return event.getOem() == null ? about + "/" + event.getEvent() : about + "/oem";
    }

    /** By the collector's clock; the BMC's is corrected by how far it was off. */
    static Instant happenedAt(Event event) {
        Instant observed = event.getObservedAt();
        Instant said = event.getBmcTime();
        if (said == null) {
            return observed;
        }
        Long skew = event.getClockSkewMs();
        Instant corrected = skew == null ? said : said.minusMillis(skew);
        return corrected.isAfter(observed) ? observed : corrected;
    }

    static Signal.Over over(Event event, String reason, boolean held, @Nullable Double value) {
        return new Signal.Over(event.getObservedAt(), reason, held, value, evidence(event));
    }

    static Finding thresholdFinding(Event event, Level level, @Nullable String unit) {
        String title = component(event) + ": " + event.getEvent();
        return new Finding(
                ReadingWatch.THRESHOLD,
                event.getSensor(),
                component(event),
                level.severity(),
                title,
                event.getTriggerValue(),
                unit,
                ReadingWatch.limit(level),
                level.side(),
                event.getLog(),
                List.of(),
                null,
                evidence(event));
    }

    static Finding finding(String rule, Event event, Severity severity, @Nullable Instant until) {
        return new Finding(
                rule,
                event.getSensor(),
                component(event),
                severity,
                component(event) + ": " + event.getEvent(),
                null,
                null,
                null,
                Side.NONE,
                event.getLog(),
                List.of(event.getEvent()),
                until,
                evidence(event));
    }

    private static String component(Event event) {
        if (event.getSensorName() != null) {
            return event.getSensorName();
        }
        return event.getSensorType() == null ? event.getLog() : event.getSensorType();
    }

    private static Evidence evidence(Event event) {
        String direction =
                event.getDirection() == EventDirection.NONE
                        ? ""
                        : " (" + event.getDirection().name().toLowerCase(Locale.ROOT) + ")";
        return new Evidence(
                "events",
                event.getEventId(),
                event.getObservedAt(),
                component(event) + ": " + event.getEvent() + direction);
    }
}
