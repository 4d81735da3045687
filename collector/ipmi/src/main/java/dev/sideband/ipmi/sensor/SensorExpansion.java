package dev.sideband.ipmi.sensor;

import dev.sideband.ipmi.sdr.CompactSensorRecord;
import dev.sideband.ipmi.sdr.EventOnlyRecord;
import dev.sideband.ipmi.sdr.EventType;
import dev.sideband.ipmi.sdr.FullSensorRecord;
import dev.sideband.ipmi.sdr.ReadingConversion;
import dev.sideband.ipmi.sdr.SdrRecord;
import dev.sideband.ipmi.sdr.SensorHead;
import dev.sideband.ipmi.sdr.SensorHead.Access;
import dev.sideband.ipmi.sdr.SensorKey;
import dev.sideband.ipmi.sdr.SensorRecord;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;

/** From records to sensors: a shared record becomes as many as it stands for. */
final class SensorExpansion {
    private SensorExpansion() {}

    static List<IpmiSensor> expand(List<? extends SdrRecord> records) {
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

    private static IpmiSensor sensor(SensorRecord record, int index) {
        return switch (record) {
            case FullSensorRecord full -> full(full);
            case CompactSensorRecord compact -> compact(compact, index);
            case EventOnlyRecord eventOnly -> eventOnly(eventOnly, index);
        };
    }

    private static IpmiSensor full(FullSensorRecord record) {
        SensorHead head = record.head();
        // A value is what a threshold sensor has; states with a number beside them stay states.
        boolean analog = EventType.threshold(head.eventType()) && record.conversion().analog();
        String unit = analog ? head.units().ucum() : null;
        ReadingConversion conversion = analog ? record.conversion() : ReadingConversion.NONE;
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
                analog && !conversion.factorsPerReading()
                        ? Thresholds.of(record.thresholds(), conversion)
                        : Thresholds.NONE,
                analog && live(head.thresholdAccess()),
                hysteresis ? conversion.difference(record.hysteresisUp()) : OptionalDouble.empty(),
                hysteresis
                        ? conversion.difference(record.hysteresisDown())
                        : OptionalDouble.empty(),
                head.stateMask(),
                readability(record.key()));
    }

    private static boolean live(Access access) {
        return access == Access.READABLE || access == Access.SETTABLE;
    }

    private static IpmiSensor compact(CompactSensorRecord record, int index) {
        return discrete(record, index, record.head().stateMask(), readability(record.key()));
    }

    private static IpmiSensor eventOnly(EventOnlyRecord record, int index) {
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

    private static Readability readability(SensorKey key) {
        if (key.atBmc()) {
            return Readability.READABLE;
        }
        return key.ofSoftware() ? Readability.SOFTWARE : Readability.BRIDGED;
    }
}
