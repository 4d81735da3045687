package dev.sideband.collector.publish;

import dev.sideband.avro.Component;
import dev.sideband.avro.Event;
import dev.sideband.avro.EventDirection;
import dev.sideband.avro.EventKind;
import dev.sideband.avro.LogPosition;
import dev.sideband.avro.Reading;
import dev.sideband.avro.Sensor;
import dev.sideband.avro.Severity;
import dev.sideband.avro.Source;
import dev.sideband.avro.Target;
import dev.sideband.collector.parts.KnownPart;
import dev.sideband.collector.parts.PartChange;
import dev.sideband.collector.probe.LogDelta;
import dev.sideband.collector.probe.LogEntry;
import dev.sideband.collector.probe.Measurement;
import dev.sideband.collector.probe.PartDescriptor;
import dev.sideband.collector.probe.SensorDescriptor;
import dev.sideband.collector.probe.SensorDescriptor.Address;
import dev.sideband.collector.probe.SensorDescriptor.Thresholds;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a probe found out, as the records of the topics. */
public final class RecordMapper {
    /** What stands for the log in news of parts. */
    private static final String INVENTORY = "inventory";

    private RecordMapper() {}

    public static List<Reading> readings(Target target, List<Measurement> measurements) {
        List<Reading> readings = new ArrayList<>(measurements.size());
        for (Measurement measurement : measurements) {
            readings.add(reading(target.getTarget(), measurement));
        }
        return readings;
    }

    private static Reading reading(String target, Measurement measurement) {
        SensorDescriptor sensor = measurement.sensor();
        return new Reading(
                target,
                sensor.id(),
                sensor.name(),
                sensor.type(),
                sensor.unit(),
                measurement.value(),
                measurement.quality(),
                measurement.status(),
                measurement.side(),
                measurement.states(),
                measurement.health(),
                measurement.source(),
                measurement.observedAt(),
                null);
    }

    public static List<Sensor> sensors(
            Target target, List<SensorDescriptor> catalogue, Instant observedAt) {
        return catalogue.stream().map(sensor -> sensor(target, sensor, observedAt)).toList();
    }

    private static Sensor sensor(Target target, SensorDescriptor sensor, Instant observedAt) {
        Address address = sensor.address();
        Thresholds limits = sensor.thresholds();
        return new Sensor(
                target.getTarget(),
                sensor.id(),
                sensor.name(),
                sensor.type(),
                sensor.unit(),
                sensor.source(),
                address == null ? null : address.owner(),
                address == null ? null : address.channel(),
                address == null ? null : address.lun(),
                address == null ? null : address.number(),
                sensor.resource(),
                sensor.entity(),
                sensor.entityInstance(),
                limits.lnr(),
                limits.lcr(),
                limits.lnc(),
                limits.unc(),
                limits.ucr(),
                limits.unr(),
                limits.hysteresisUpper(),
                limits.hysteresisLower(),
                target.getLocation(),
                observedAt);
    }

    public static List<Component> components(
            Target target, List<PartDescriptor> parts, Instant observedAt) {
        return parts.stream().map(part -> component(target, part, observedAt)).toList();
    }

    private static Component component(Target target, PartDescriptor part, Instant observedAt) {
        PartDescriptor.Marks marks = part.marks();
        PartDescriptor.Capacity capacity = part.capacity();
        return new Component(
                target.getTarget(),
                part.id(),
                part.kind(),
                part.name(),
                marks.manufacturer(),
                marks.model(),
                marks.partNumber(),
                marks.serialNumber(),
                marks.assetTag(),
                marks.version(),
                part.slot(),
                part.state(),
                part.health(),
                capacity == null ? null : capacity.value(),
                capacity == null ? null : capacity.unit(),
                part.attributes(),
                part.source(),
                part.resource(),
                part.fruDevice(),
                target.getLocation(),
                observedAt);
    }

    /**
     * What a log delta puts on the topics.
     *
     * @param from where the delta was read from
     * @param to the delta's own position
     */
    public static LogBatch batch(
            Target target, @Nullable LogPosition from, LogDelta delta, LogPosition to) {
        List<Event> events =
                delta.entries().stream().map(entry -> event(target.getTarget(), entry)).toList();
        return new LogBatch(target.getTarget(), from, events, to);
    }

    private static Event event(String target, LogEntry entry) {
        LogEntry.Origin origin = entry.origin();
        LogEntry.RedfishPart redfish = entry.redfish();
        LogEntry.Subject subject = entry.subject();
        LogEntry.Times times = entry.times();
        return new Event(
                target,
                eventId(target, entry),
                entry.kind(),
                origin.log(),
                entry.epoch(),
                entry.recordId(),
                origin.source(),
                times.observedAt(),
                times.bmcTime(),
                times.bmcStamp(),
                times.happenedAt(),
                times.clockSkewMillis(),
                times.skewBeforeMillis(),
                times.utcOffsetMinutes(),
                subject == null ? null : subject.sensor(),
                subject == null ? null : subject.name(),
                subject == null ? null : subject.number(),
                subject == null ? null : subject.type(),
                entry.text(),
                entry.stateKey(),
                entry.direction(),
                entry.severity(),
                entry.triggerValue(),
                entry.triggerThreshold(),
                entry.detail(),
                entry.oem(),
                entry.raw() == null ? null : ByteBuffer.wrap(entry.raw().toArray()),
                redfish == null ? null : redfish.entry(),
                redfish == null ? null : redfish.messageId(),
                redfish == null ? null : redfish.component(),
                redfish == null ? 0 : redfish.revision(),
                redfish == null ? null : redfish.timeText(),
                redfish == null ? null : redfish.timeZone(),
                null,
                null,
                null,
                null);
    }

    /**
     * News of a part as an event.
     *
     * @param number counts the changes of the target's parts, from 1
     */
    public static Event partChange(
            Target target, PartChange change, long number, Instant observedAt) {
        KnownPart part = change.part();
        return Event.newBuilder()
                .setTarget(target.getTarget())
                .setEventId(String.join("/", target.getTarget(), INVENTORY, Long.toString(number)))
                .setKind(EventKind.PART_CHANGED)
                .setLog(INVENTORY)
                .setEpoch(0)
                .setSource(part.source())
                .setObservedAt(observedAt)
                .setEvent(change.text())
                .setDirection(EventDirection.NONE)
                .setSeverity(
                        change.kind() == PartChange.Kind.REMOVED ? Severity.WARNING : Severity.INFO)
                .setPart(part.id())
                .setPartChange(change.kind().word())
                .setPartBefore(change.before() == null ? null : change.before().text())
                .setPartAfter(change.after() == null ? null : change.after().text())
                .build();
    }

    /** Logs of the two protocols may have one name, and are two. */
    private static String eventId(String target, LogEntry entry) {
        LogEntry.Origin origin = entry.origin();
        String log = origin.source() == Source.REDFISH ? "redfish/" + origin.log() : origin.log();
        return String.join("/", target, log, Long.toString(entry.epoch()), entry.identity());
    }
}
