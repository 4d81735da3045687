package dev.sideband.ipmi.sensor;

import dev.sideband.ipmi.quirk.Quirk;
import dev.sideband.ipmi.quirk.Quirks;
import dev.sideband.ipmi.sdr.CompactSensorRecord;
import dev.sideband.ipmi.sdr.EventOnlyRecord;
import dev.sideband.ipmi.sdr.EventType;
import dev.sideband.ipmi.sdr.FullSensorRecord;
import dev.sideband.ipmi.sdr.McLocator;
import dev.sideband.ipmi.sdr.ReadingConversion;
import dev.sideband.ipmi.sdr.SdrRecord;
import dev.sideband.ipmi.sdr.SensorHead;
import dev.sideband.ipmi.sdr.SensorHead.Access;
import dev.sideband.ipmi.sdr.SensorKey;
import dev.sideband.ipmi.sdr.SensorRecord;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** From records to sensors: a shared record becomes as many as it stands for. */
final class SensorExpansion {
    private final List<? extends SdrRecord> records;
    private final Quirks quirks;
    private final Set<Integer> controllers;

    SensorExpansion(List<? extends SdrRecord> records, Quirks quirks) {
        this.records = records;
        this.quirks = quirks;
        this.controllers =
                records.stream()
                        .filter(McLocator.class::isInstance)
                        .map(record -> ((McLocator) record).slaveAddress())
                        .collect(Collectors.toSet());
    }

    List<IpmiSensor> expand() {
        var sensors = new LinkedHashMap<SensorKey, Ranked>();
        for (SdrRecord record : records) {
            if (record instanceof SensorRecord sensor) {
                for (int i = 0; i < sensor.sharing().count(); i++) {
                    var ranked = new Ranked(rank(sensor), sensor(sensor, i));
                    sensors.merge(
                            ranked.sensor.key(),
                            ranked,
                            (known, other) -> other.rank < known.rank ? other : known);
                }
            }
        }
        return sensors.values().stream().map(Ranked::sensor).toList();
    }

    private record Ranked(int rank, IpmiSensor sensor) {}

    private static int rank(SensorRecord record) {
        return switch (record) {
            case FullSensorRecord _ -> 0;
            case CompactSensorRecord _ -> 1;
            case EventOnlyRecord _ -> 2;
        };
    }

    private IpmiSensor sensor(SensorRecord record, int index) {
        return switch (record) {
            case FullSensorRecord full -> full(full);
            case CompactSensorRecord compact -> compact(compact, index);
            case EventOnlyRecord eventOnly -> eventOnly(eventOnly, index);
        };
    }

    private IpmiSensor full(FullSensorRecord record) {
        SensorHead head = record.head();
        boolean analog = record.conversion().analog() && hasValue(record);
        String unit = analog ? head.units().ucum() : null;
        ReadingConversion conversion = analog ? record.conversion() : ReadingConversion.NONE;
        boolean thresholds = analog && EventType.threshold(head.eventType());
        boolean hysteresis = head.hysteresisAccess() != Access.NONE;
        return new IpmiSensor(
                record.key(),
                record.name(),
                analog
                        ? SensorKind.of(head.sensorType(), unit, record.name())
                        : SensorKind.DISCRETE,
                head.sensorType(),
                head.eventType(),
                unit,
                record.entity(),
                conversion,
                thresholds && !conversion.factorsPerReading()
                        ? Thresholds.of(record.thresholds(), conversion)
                        : Thresholds.NONE,
                thresholds && live(head.thresholdAccess()),
                hysteresis ? conversion.difference(record.hysteresisUp()) : OptionalDouble.empty(),
                hysteresis
                        ? conversion.difference(record.hysteresisDown())
                        : OptionalDouble.empty(),
                head.stateMask(),
                readability(record.key()));
    }

    /** A value is what a threshold sensor has; states with a number beside them stay states. */
    private boolean hasValue(FullSensorRecord record) {
        return EventType.threshold(record.eventType())
                || (quirks.has(Quirk.ANALOG_IN_DISCRETE)
                        && record.head().units().ucum() != null
                        && record.conversion().factors().m() != 0);
    }

    private static boolean live(Access access) {
        return access == Access.READABLE || access == Access.SETTABLE;
    }

    private IpmiSensor compact(CompactSensorRecord record, int index) {
        return discrete(record, index, record.head().stateMask(), readability(record.key()));
    }

    private IpmiSensor eventOnly(EventOnlyRecord record, int index) {
        return discrete(record, index, 0, Readability.EVENT_ONLY);
    }

    private static IpmiSensor discrete(
            SensorRecord record, int index, int stateMask, Readability readability) {
        return new IpmiSensor(
                record.key().plus(index),
                record.sharing().name(record.name(), index),
                SensorKind.DISCRETE,
                record.sensorType(),
                record.eventType(),
                null,
                record.sharing().instances() ? record.entity().plus(index) : record.entity(),
                ReadingConversion.NONE,
                Thresholds.NONE,
                false,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                stateMask,
                readability);
    }

    private Readability readability(SensorKey key) {
        if (key.atBmc()) {
            return Readability.READABLE;
        }
        if (key.ofSoftware()) {
            return Readability.SOFTWARE;
        }
        boolean invented = !controllers.contains(key.owner());
        return quirks.has(Quirk.OWNER_IS_BMC) && invented
                ? Readability.READABLE
                : Readability.BRIDGED;
    }
}
