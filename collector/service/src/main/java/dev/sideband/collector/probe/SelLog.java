package dev.sideband.collector.probe;

import dev.sideband.avro.EventDirection;
import dev.sideband.avro.EventKind;
import dev.sideband.avro.LogPosition;
import dev.sideband.avro.Severity;
import dev.sideband.avro.Source;
import dev.sideband.collector.probe.LogEntry.Subject;
import dev.sideband.collector.probe.LogEntry.Times;
import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.client.IpmiClient;
import dev.sideband.ipmi.sdr.EventType;
import dev.sideband.ipmi.sdr.SensorKey;
import dev.sideband.ipmi.sel.OemEvents;
import dev.sideband.ipmi.sel.SelBatch;
import dev.sideband.ipmi.sel.SelClock;
import dev.sideband.ipmi.sel.SelEvent;
import dev.sideband.ipmi.sel.SelItem;
import dev.sideband.ipmi.sel.SelPosition;
import dev.sideband.ipmi.sel.SelReader;
import dev.sideband.ipmi.sel.SelRecord;
import dev.sideband.ipmi.sel.SelRecord.SystemEvent;
import dev.sideband.ipmi.sel.SelTimeline;
import dev.sideband.ipmi.sensor.IpmiSensor;
import dev.sideband.ipmi.wire.Bytes;

import org.jspecify.annotations.Nullable;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The System Event Log of one BMC, record by record. */
final class SelLog {
    private static final int HASH_BYTES = 4;
    private static final LogEntry.Origin ORIGIN =
            new LogEntry.Origin(Source.IPMI, SelPositions.LOG);

    private final String target;
    private final SelReader reader;
    private final InstantSource clock;
    private OemEvents oem = OemEvents.NONE;
    private @Nullable SelClock bmcClock;
    private @Nullable Integer utcOffsetMinutes;

    SelLog(String target, IpmiClient client, InstantSource clock) {
        this.target = target;
        this.reader = new SelReader(client);
        this.clock = clock;
    }

    /** Whose BMC it is; tells what its own events mean. */
    void belongsTo(BmcIdentity bmc) {
        Integer manufacturer = bmc.manufacturerId();
        Integer product = bmc.productId();
        oem =
                manufacturer == null || product == null
                        ? OemEvents.NONE
                        : OemEvents.of(manufacturer, product);
    }

    /**
     * What stamps the log's records.
     *
     * @param stamping the BMC's clock; null where it does not tell
     * @param offsetMinutes how far it is ahead of UTC; null where it does not tell
     */
    void isStampedBy(@Nullable SelClock stamping, @Nullable Integer offsetMinutes) {
        bmcClock = stamping;
        utcOffsetMinutes = offsetMinutes;
    }

    /**
     * Reads what is behind {@code from}.
     *
     * @param sweep knows the sensors that records speak of, and is told whose thresholds to doubt
     */
    LogDelta read(@Nullable LogPosition from, SensorSweep sweep)
            throws IpmiException, InterruptedException {
        SelPosition start = SelPositions.from(from);
        SelBatch batch = reader.read(start, Probe.MAX_LOG_RECORDS);
        Instant now = clock.instant();
        SelTimeline.Result placed = SelTimeline.of(start, batch, bmcClock, now);
        List<LogEntry> entries = new ArrayList<>(placed.items().size());
        int lastId = start.recordId();
        for (SelTimeline.Placed item : placed.items()) {
            switch (item.item()) {
                case SelItem.Entry entry -> {
                    entries.add(entry(entry, sweep.byKey(), times(entry.record(), item, now)));
                    doubt(entry.record(), sweep);
                    lastId = entry.record().id();
                }
                case SelItem.Notice notice ->
                        entries.add(news(notice, lastId, times(null, item, now)));
            }
        }
        boolean moved = from == null || !placed.position().equals(start);
        return new LogDelta(
                entries,
                moved ? SelPositions.to(target, from, placed.position(), now) : from,
                placed.more());
    }

    private Times times(@Nullable SelRecord record, SelTimeline.Placed item, Instant now) {
        SelClock before = item.before();
        SelClock after = item.after() == null ? bmcClock : item.after();
        return new Times(
                now,
                record == null ? null : record.bmcTime(),
                record == null ? null : record.stamp(),
                item.happenedAt(),
                after == null ? null : after.skewMillis(),
                before == null ? null : before.skewMillis(),
                utcOffsetMinutes);
    }

    private static void doubt(SelRecord record, SensorSweep sweep) {
        if (record instanceof SystemEvent event && EventType.threshold(event.eventType())) {
            sweep.doubtThresholds(event.sensor().id());
        }
    }

    private LogEntry entry(SelItem.Entry entry, Map<SensorKey, IpmiSensor> sensors, Times times) {
        SelRecord record = entry.record();
        SelEvent event = SelEvent.describe(record, sensors, oem);
        String id = SelPositions.recordId(record.id());
        return new LogEntry(
                EventKind.RECORD,
                entry.epoch(),
                id + "/" + hash(record.raw()),
                id,
                times,
                subject(event, sensors),
                event.event(),
                event.stateKey(),
                direction(event),
                severity(event),
                orNull(event.reading()),
                orNull(event.threshold()),
                event.detail(),
                event.oem(),
                record.raw(),
                ORIGIN,
                null);
    }

    private static @Nullable Subject subject(SelEvent event, Map<SensorKey, IpmiSensor> sensors) {
        SensorKey key = event.sensor();
        if (key == null) {
            return null;
        }
        return new Subject(
                sensors.containsKey(key) ? key.id() : null,
                event.sensorName(),
                key.number(),
                String.valueOf(event.sensorType()));
    }

    private static EventDirection direction(SelEvent event) {
        if (!event.hasDirection()) {
            return EventDirection.NONE;
        }
        return event.asserted() ? EventDirection.ASSERTED : EventDirection.DEASSERTED;
    }

    private static Severity severity(SelEvent event) {
        return switch (event.severity()) {
            case OK -> Severity.OK;
            case INFO -> Severity.INFO;
            case WARNING -> Severity.WARNING;
            case CRITICAL -> Severity.CRITICAL;
        };
    }

    private static LogEntry news(SelItem.Notice notice, int lastId, Times times) {
        EventKind kind =
                switch (notice.news()) {
                    case CLEARED -> EventKind.CLEARED;
                    case GAP -> EventKind.GAP;
                    case WRAPPED -> EventKind.WRAPPED;
                    case CLOCK_CHANGED -> EventKind.CLOCK_CHANGED;
                    case NEARLY_FULL -> EventKind.NEARLY_FULL;
                };
        boolean warning = kind == EventKind.GAP || kind == EventKind.NEARLY_FULL;
        // What begins an epoch is alone in it; a gap and a full log need their place.
        String identity = warning ? kind + "/" + SelPositions.recordId(lastId) : kind.name();
        return new LogEntry(
                kind,
                notice.epoch(),
                identity,
                null,
                times,
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
                ORIGIN,
                null);
    }

    private static String hash(Bytes raw) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(raw.toArray());
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
