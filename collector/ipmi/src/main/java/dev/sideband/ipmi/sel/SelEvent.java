package dev.sideband.ipmi.sel;

import dev.sideband.ipmi.sdr.EventState;
import dev.sideband.ipmi.sdr.EventStates;
import dev.sideband.ipmi.sdr.EventType;
import dev.sideband.ipmi.sdr.SensorKey;
import dev.sideband.ipmi.sdr.SensorType;
import dev.sideband.ipmi.sdr.Severity;
import dev.sideband.ipmi.sel.OemRule.Whole;
import dev.sideband.ipmi.sel.SelRecord.OemTimestamped;
import dev.sideband.ipmi.sel.SelRecord.OemUntimestamped;
import dev.sideband.ipmi.sel.SelRecord.SystemEvent;
import dev.sideband.ipmi.sel.SelRecord.Unreadable;
import dev.sideband.ipmi.sensor.IpmiSensor;
import dev.sideband.ipmi.wire.Bytes;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a record of the log says, in words and values.
 *
 * @param sensor that it speaks of; null for a vendor's record
 * @param sensorName of the SDR; null where no SDR describes the sensor
 * @param sensorType in words; null for a vendor's record
 * @param event the state in words, the same on assertion and deassertion
 * @param detail what event data 2 and 3 add by the standard; null for nothing
 * @param asserted false: the state is over
 * @param severity of this direction of the state
 * @param stateKey equal for an assertion and its deassertion; null for a vendor's record
 * @param reading that raised the event, in {@code unit}
 * @param threshold that was crossed, in {@code unit}
 * @param unit in UCUM notation; null where there is none
 * @param oem what the vendor adds: in words where that is known, else its bytes in hex; null where
 *     the record has none
 */
public record SelEvent(
        @Nullable SensorKey sensor,
        @Nullable String sensorName,
        @Nullable String sensorType,
        String event,
        @Nullable String detail,
        boolean asserted,
        Severity severity,
        @Nullable String stateKey,
        OptionalDouble reading,
        OptionalDouble threshold,
        @Nullable String unit,
        @Nullable String oem) {
    private static final int GIVEN = 1;
    private static final int ANY_PRODUCT = -1;
    private static final int IPMI_1_0 = 0x03;

    /**
     * Describes a record, with the names and conversions of the sensors that are known, of a BMC
     * whose vendor is not known.
     */
    public static SelEvent describe(SelRecord record, Map<SensorKey, IpmiSensor> sensors) {
        return describe(record, sensors, OemEvents.NONE);
    }

    /**
     * Describes a record, with the names and conversions of the sensors that are known.
     *
     * @param oem what is known of the BMC's vendor
     */
    public static SelEvent describe(
            SelRecord record, Map<SensorKey, IpmiSensor> sensors, OemEvents oem) {
        return switch (record) {
            case SystemEvent event -> event(event, sensors.get(event.sensor()), oem);
            case OemTimestamped own -> timestamped(own, oem);
            case OemUntimestamped own -> untimestamped(own, oem);
            case Unreadable bad ->
                    ofVendor(
                            "Unreadable record of %d bytes".formatted(bad.raw().length()),
                            null,
                            Severity.INFO,
                            bad.raw());
        };
    }

    /** Whether the record says in which direction a state changed. */
    public boolean hasDirection() {
        return sensor != null;
    }

    /** The record names whose it is, which need not be the BMC's vendor: an operating system's. */
    private static SelEvent timestamped(OemTimestamped record, OemEvents oem) {
        OemEvents author = OemEvents.of(record.manufacturer(), ANY_PRODUCT);
        Whole rule = author.record(record.type(), record.data());
        if (rule == null && record.manufacturer() == 0) {
            rule = oem.record(record.type(), record.data());
        }
        if (rule != null) {
            return ofVendor(rule, record.data());
        }
        String whose =
                author.vendor().isEmpty()
                        ? "manufacturer " + record.manufacturer()
                        : author.vendor();
        return ofVendor(
                "OEM record %02Xh of %s".formatted(record.type(), whose),
                null,
                Severity.INFO,
                record.data());
    }

    private static SelEvent untimestamped(OemUntimestamped record, OemEvents oem) {
        String panic = record.panicText();
        if (panic != null) {
            return ofVendor(
                    "Linux kernel panic: " + panic,
                    "piece " + record.panicPiece(),
                    Severity.CRITICAL,
                    record.data());
        }
        Whole rule = oem.record(record.type(), record.data());
        return rule != null
                ? ofVendor(rule, record.data())
                : ofVendor(
                        "OEM record %02Xh".formatted(record.type()),
                        null,
                        Severity.INFO,
                        record.data());
    }

    private static SelEvent ofVendor(Whole rule, Bytes data) {
        return ofVendor(String.valueOf(rule.text().of(data)), null, rule.severity(), data);
    }

    private static SelEvent ofVendor(
            String event, @Nullable String detail, Severity severity, Bytes data) {
        return new SelEvent(
                null,
                null,
                null,
                event,
                detail,
                true,
                severity,
                null,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                null,
                data.toHex());
    }

    private static SelEvent event(SystemEvent event, @Nullable IpmiSensor sensor, OemEvents oem) {
        EventState known = oem.state(event);
        EventState state =
                known != null
                        ? known
                        : EventStates.state(event.eventType(), event.sensorType(), event.offset());
        OptionalDouble reading = number(event, event.data1() >> 6, event.data2(), sensor);
        OptionalDouble threshold = number(event, event.data1() >> 4 & 3, event.data3(), sensor);
        SensorKey key = event.sensor();
        return new SelEvent(
                key,
                sensor == null ? null : sensor.name(),
                SensorType.text(event.sensorType()),
                state.text(),
                detail(event),
                event.asserted(),
                state.severity(event.asserted()),
                key.id() + ":%02x:%x".formatted(event.eventType(), event.offset()),
                reading,
                threshold,
                sensor != null && (reading.isPresent() || threshold.isPresent())
                        ? sensor.unit()
                        : null,
                oemData(event, oem, known != null));
    }

    /** What the standard makes of the event data, and what of the record is not as it has it. */
    private static @Nullable String detail(SystemEvent event) {
        @Nullable String detail = EventDetail.text(event);
        if (event.type() != SystemEvent.TYPE) {
            detail = EventDetail.join(detail, "record type %02Xh".formatted(event.type()));
        }
        return event.revision() == IPMI_1_0
                ? EventDetail.join(detail, "event format of IPMI 1.0")
                : detail;
    }

    /** Event data 2 or 3 of a threshold event as a value, where {@code meaning} says that it is. */
    private static OptionalDouble number(
            SystemEvent event, int meaning, int raw, @Nullable IpmiSensor sensor) {
        if (sensor == null
                || meaning != GIVEN
                || !EventType.threshold(event.eventType())
                || sensor.conversion().factorsPerReading()) {
            return OptionalDouble.empty();
        }
        return sensor.conversion().value(raw);
    }

    private static @Nullable String oemData(SystemEvent event, OemEvents oem, boolean stateKnown) {
        String words = oem.data(event);
        return words == null ? oemBytes(event, stateKnown) : words;
    }

    private static @Nullable String oemBytes(SystemEvent event, boolean stateKnown) {
        boolean second = (OemEvents.own(event) >> 2 & 1) != 0;
        boolean third = (OemEvents.own(event) >> 3 & 1) != 0;
        if (EventType.oem(event.eventType()) && !stateKnown) {
            return "%02x%02x%02x".formatted(event.data1(), event.data2(), event.data3());
        }
        if (second && third) {
            return "%02x%02x".formatted(event.data2(), event.data3());
        }
        if (second || third) {
            return "%02x".formatted(second ? event.data2() : event.data3());
        }
        return null;
    }
}
