package dev.sideband.collector.probe;

import dev.sideband.avro.EventDirection;
import dev.sideband.avro.EventKind;
import dev.sideband.avro.Severity;
import dev.sideband.avro.Source;
import dev.sideband.collector.probe.LogEntry.Origin;
import dev.sideband.collector.probe.LogEntry.RedfishPart;
import dev.sideband.collector.probe.LogEntry.Subject;
import dev.sideband.collector.probe.LogEntry.Times;
import dev.sideband.redfish.log.BmcLogs;
import dev.sideband.redfish.log.LogDirection;
import dev.sideband.redfish.log.LogItem;
import dev.sideband.redfish.log.LogSeverity;
import dev.sideband.redfish.log.LogTime;
import dev.sideband.redfish.log.RedfishEvent;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Locale;

/** Entries of Redfish logs in the shape that all logs have. */
final class RedfishLogEntries {
    private RedfishLogEntries() {}

    /**
     * An entry, or news of its log.
     *
     * @param skewMillis the BMC's clock minus ours; null where not known
     * @param sensors those that entries may be about
     */
    static LogEntry of(
            BmcLogs.Item item, Instant now, @Nullable Long skewMillis, EventSensors sensors) {
        Origin origin = new Origin(Source.REDFISH, item.log());
        return switch (item.item()) {
            case LogItem.Entry entry -> entry(entry, origin, now, skewMillis, sensors);
            case LogItem.Notice notice -> news(notice, origin, now, skewMillis);
        };
    }

    private static LogEntry entry(
            LogItem.Entry entry,
            Origin origin,
            Instant now,
            @Nullable Long skewMillis,
            EventSensors sensors) {
        RedfishEvent event = entry.event();
        LogTime time = event.time();
        String identity = event.id() + "/" + event.fingerprint().contentHash();
        return new LogEntry(
                EventKind.RECORD,
                entry.epoch(),
                entry.revision() == 0 ? identity : identity + "/r" + entry.revision(),
                event.id(),
                times(now, time.instant(), skewMillis),
                subject(event, sensors.of(event)),
                event.message(),
                event.stateKey(),
                direction(event.direction()),
                severity(event.severity()),
                null,
                null,
                null,
                event.oem(),
                null,
                origin,
                new RedfishPart(
                        event.messageId(),
                        event.component(),
                        entry.revision(),
                        time.raw().isEmpty() ? null : time.raw(),
                        time.raw().isEmpty() ? null : word(time.zone()),
                        event.raw()));
    }

    private static String word(LogTime.Zone zone) {
        return zone.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Times times(Instant now, @Nullable Instant at, @Nullable Long skewMillis) {
        Instant happened = at == null || skewMillis == null ? null : at.minusMillis(skewMillis);
        return new Times(
                now,
                at,
                null,
                // What is still to come was written before the BMC's clock was set.
                happened == null || happened.isAfter(now) ? null : happened,
                skewMillis,
                null,
                null);
    }

    private static @Nullable Subject subject(RedfishEvent event, @Nullable String sensor) {
        boolean none =
                sensor == null
                        && event.sensorName() == null
                        && event.sensorNumber() == null
                        && event.sensorType() == null;
        return none
                ? null
                : new Subject(sensor, event.sensorName(), event.sensorNumber(), event.sensorType());
    }

    private static EventDirection direction(LogDirection direction) {
        return switch (direction) {
            case ASSERTED -> EventDirection.ASSERTED;
            case DEASSERTED -> EventDirection.DEASSERTED;
            case NONE -> EventDirection.NONE;
        };
    }

    private static Severity severity(LogSeverity severity) {
        return switch (severity) {
            case OK -> Severity.OK;
            case INFO -> Severity.INFO;
            case WARNING -> Severity.WARNING;
            case CRITICAL -> Severity.CRITICAL;
            case UNKNOWN -> Severity.UNKNOWN;
        };
    }

    private static LogEntry news(
            LogItem.Notice notice, Origin origin, Instant now, @Nullable Long skewMillis) {
        EventKind kind =
                switch (notice.news()) {
                    case CLEARED -> EventKind.CLEARED;
                    case GAP -> EventKind.GAP;
                    case WRAPPED -> EventKind.WRAPPED;
                    case NEARLY_FULL -> EventKind.NEARLY_FULL;
                };
        boolean warning = kind == EventKind.GAP || kind == EventKind.NEARLY_FULL;
        // What begins an epoch is alone in it; a gap and a full log need their place.
        String identity = warning ? kind + "/" + notice.place() : kind.name();
        return new LogEntry(
                kind,
                notice.epoch(),
                identity,
                null,
                times(now, null, skewMillis),
                null,
                notice.text(),
                null,
                EventDirection.NONE,
                warning ? Severity.WARNING : Severity.INFO,
                null,
                null,
                null,
                null,
                null,
                origin,
                null);
    }
}
