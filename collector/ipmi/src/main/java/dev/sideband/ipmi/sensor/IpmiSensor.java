package dev.sideband.ipmi.sensor;

import dev.sideband.ipmi.quirk.Quirks;
import dev.sideband.ipmi.sdr.Entity;
import dev.sideband.ipmi.sdr.EventState;
import dev.sideband.ipmi.sdr.EventStates;
import dev.sideband.ipmi.sdr.EventType;
import dev.sideband.ipmi.sdr.ReadingConversion;
import dev.sideband.ipmi.sdr.SdrRecord;
import dev.sideband.ipmi.sdr.SensorKey;
import dev.sideband.ipmi.sdr.SensorType;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One sensor: all that is known of it before it is read. Shared records have been expanded.
 *
 * @param key its identity; {@link #id()} is the same as text
 * @param name as the BMC has it, with the ending of a shared record; may be empty, need not be
 *     unique
 * @param kind what it measures
 * @param sensorType code of IPMI 2.0 table 42-3
 * @param eventType code of table 42-1
 * @param unit of its value in UCUM notation; null where it has none
 * @param entity the part of the machine that it watches
 * @param conversion of its raw values
 * @param thresholds as the SDR has them; the live ones win, see {@link SensorReader#thresholds}
 * @param liveThresholds whether the BMC can be asked for its thresholds
 * @param hysteresisUpper in units, on the way back below an upper threshold
 * @param hysteresisLower in units, on the way back above a lower threshold
 * @param stateMask the state bits of a reading that mean something
 * @param readability whether it can be read
 */
public record IpmiSensor(
        SensorKey key,
        String name,
        SensorKind kind,
        int sensorType,
        int eventType,
        @Nullable String unit,
        Entity entity,
        ReadingConversion conversion,
        Thresholds thresholds,
        boolean liveThresholds,
        OptionalDouble hysteresisUpper,
        OptionalDouble hysteresisLower,
        int stateMask,
        Readability readability) {
    private static final int STATES = 15;

    /**
     * The sensors that the records describe, in their order. Where two records claim one key, the
     * one that says more about it counts: full before compact before event-only.
     */
    public static List<IpmiSensor> from(List<? extends SdrRecord> records) {
        return from(records, Quirks.NONE);
    }

    /** As {@link #from(List)}, from the records of a BMC with quirks. */
    public static List<IpmiSensor> from(List<? extends SdrRecord> records, Quirks quirks) {
        return new SensorExpansion(records, quirks).expand();
    }

    /** The id on topics, such as {@code 20.0.0.3f}: see {@link SensorKey#id()}. */
    public String id() {
        return key.id();
    }

    /** The sensor type in words. */
    public String sensorTypeText() {
        return SensorType.text(sensorType);
    }

    /** Whether it can be asked, be it through the BMC. */
    public boolean readable() {
        return switch (readability) {
            case READABLE, BRIDGED -> true;
            case EVENT_ONLY, SOFTWARE -> false;
        };
    }

    /** Whether its states are thresholds of a value. */
    public boolean hasThresholdStates() {
        return EventType.threshold(eventType);
    }

    /** Whether its raw readings become values. */
    public boolean hasValue() {
        return kind != SensorKind.DISCRETE && conversion.analog();
    }

    /** The texts of the states whose bits are set in {@code states}, in the order of the bits. */
    public List<String> stateTexts(int states) {
        if (states == 0) {
            return List.of();
        }
        List<EventState> table = EventStates.table(eventType, sensorType);
        var texts = new ArrayList<String>(Integer.bitCount(states));
        for (int offset = 0; offset < STATES; offset++) {
            if ((states >> offset & 1) != 0) {
                texts.add(table.get(offset).text());
            }
        }
        return List.copyOf(texts);
    }
}
