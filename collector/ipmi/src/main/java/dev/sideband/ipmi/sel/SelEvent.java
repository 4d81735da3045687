package dev.sideband.ipmi.sel;

import dev.sideband.ipmi.sdr.EventState;
import dev.sideband.ipmi.sdr.EventStates;
import dev.sideband.ipmi.sdr.EventType;
import dev.sideband.ipmi.sdr.SensorKey;
import dev.sideband.ipmi.sdr.SensorType;
import dev.sideband.ipmi.sdr.Severity;
import dev.sideband.ipmi.sel.SelRecord.OemTimestamped;
import dev.sideband.ipmi.sel.SelRecord.OemUntimestamped;
import dev.sideband.ipmi.sel.SelRecord.SystemEvent;
import dev.sideband.ipmi.sel.SelRecord.Unreadable;
import dev.sideband.ipmi.sensor.IpmiSensor;

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
 * @param oem the vendor's bytes in hex; null where the record has none
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
    private static final int OEM = 2;

    /** Describes a record, with the names and conversions of the sensors that are known. */
    public static SelEvent describe(SelRecord record, Map<SensorKey, IpmiSensor> sensors) {
        return switch (record) {
            case SystemEvent event -> event(event, sensors.get(event.sensor()));
            case OemTimestamped oem ->
                    ofVendor(
                            "OEM record %02Xh of manufacturer %d"
                                    .formatted(oem.type(), oem.manufacturer()),
                            Severity.INFO,
                            oem.data().toHex());
            case OemUntimestamped oem -> untimestamped(oem);
            case Unreadable bad ->
                    ofVendor(
                            "Unreadable record of %d bytes".formatted(bad.raw().length()),
                            Severity.INFO,
                            bad.raw().toHex());
        };
    }

    /** Whether the record says in which direction a state changed. */
    public boolean hasDirection() {
        return sensor != null;
    }

    private static SelEvent untimestamped(OemUntimestamped oem) {
        String panic = oem.panicText();
        return panic == null
                ? ofVendor(
                        "OEM record %02Xh".formatted(oem.type()), Severity.INFO, oem.data().toHex())
                : ofVendor("Linux kernel panic: " + panic, Severity.CRITICAL, oem.data().toHex());
    }

    private static SelEvent ofVendor(String event, Severity severity, String hex) {
        return new SelEvent(
                null,
                null,
                null,
                event,
                null,
                true,
                severity,
                null,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                null,
                hex);
    }

    private static SelEvent event(SystemEvent event, @Nullable IpmiSensor sensor) {
        EventState state = EventStates.state(event.eventType(), event.sensorType(), event.offset());
        OptionalDouble reading = number(event, event.data1() >> 6, event.data2(), sensor);
        OptionalDouble threshold = number(event, event.data1() >> 4 & 3, event.data3(), sensor);
        SensorKey key = event.sensor();
        return new SelEvent(
                key,
                sensor == null ? null : sensor.name(),
                SensorType.text(event.sensorType()),
                state.text(),
                EventDetail.text(event),
                event.asserted(),
                state.severity(event.asserted()),
                key.id() + ":%02x:%x".formatted(event.eventType(), event.offset()),
                reading,
                threshold,
                sensor != null && (reading.isPresent() || threshold.isPresent())
                        ? sensor.unit()
                        : null,
                oemBytes(event));
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

    private static @Nullable String oemBytes(SystemEvent event) {
        boolean second = event.data1() >> 6 == OEM;
        boolean third = (event.data1() >> 4 & 3) == OEM;
        if (EventType.oem(event.eventType())) {
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
