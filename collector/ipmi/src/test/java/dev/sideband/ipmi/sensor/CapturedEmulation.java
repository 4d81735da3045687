package dev.sideband.ipmi.sensor;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sideband.ipmi.sdr.AnalogFormat;
import dev.sideband.ipmi.sdr.EventOnlyRecord;
import dev.sideband.ipmi.sdr.FullSensorRecord;
import dev.sideband.ipmi.sdr.SdrRecord;
import dev.sideband.ipmi.sdr.SensorKey;
import dev.sideband.ipmi.sdr.SensorRecord;
import dev.sideband.ipmi.wire.Bytes;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A captured machine as commands that make {@code ipmi_sim} play it. */
final class CapturedEmulation {
    private static final int THRESHOLDS = 6;
    private static final int STATES = 15;

    private final StringBuilder commands = new StringBuilder();
    private final JsonNode readings;
    private final Set<SensorKey> added = new HashSet<>();

    private CapturedEmulation(JsonNode readings) {
        this.readings = readings;
    }

    static String of(List<SdrRecord> records, JsonNode readings) {
        var emulation = new CapturedEmulation(readings);
        records.forEach(emulation::addRecord);
        records.stream()
                .filter(SensorRecord.class::isInstance)
                .map(SensorRecord.class::cast)
                .filter(record -> record.key().atBmc())
                .forEach(emulation::addSensors);
        return emulation.commands.toString();
    }

    private void addRecord(SdrRecord record) {
        line("main_sdr_add 0x20 " + hex(record.raw()));
    }

    private void addSensors(SensorRecord record) {
        for (int i = 0; i < record.sharing().count(); i++) {
            SensorKey key = record.key().plus(i);
            JsonNode reading = readings.get("32/" + key.lun() + "/" + key.number());
            if (added.add(key)) {
                addSensor(record, key, reading);
            }
        }
    }

    private void addSensor(SensorRecord record, SensorKey key, @Nullable JsonNode reading) {
        String where = "0x20 " + key.lun() + " " + key.number();
        boolean eventOnly = record instanceof EventOnlyRecord;
        line(
                "sensor_add %s 0x%02x 0x%02x%s"
                        .formatted(
                                where,
                                record.sensorType(),
                                record.eventType(),
                                eventOnly ? " event-only" : ""));
        if (eventOnly || reading == null) {
            return;
        }
        boolean analog =
                record instanceof FullSensorRecord full
                        && full.head().format() != AnalogFormat.NONE
                        && full.eventType() == 1;
        int events = analog ? thresholds(where, reading) : 0x7FFF;
        String word = binary(events, STATES);
        line(
                "sensor_set_event_support %s enable %s per-state %s %s %s %s"
                        .formatted(
                                where,
                                reading.path("scanning").asBoolean(true)
                                        ? "scanning"
                                        : "no-scanning",
                                word,
                                word,
                                word,
                                word));
        if (analog) {
            line("sensor_set_value %s 0x%02x 0".formatted(where, reading.path("raw").asInt()));
        } else {
            for (JsonNode bit : reading.path("bits")) {
                if (bit.asInt() < STATES) {
                    line("sensor_set_bit %s %d 1 0".formatted(where, bit.asInt()));
                }
            }
        }
    }

    /** Sets the thresholds that the machine had; the events that they can cause. */
    private int thresholds(String where, JsonNode reading) {
        int mask = reading.path("threshold_mask").asInt();
        if (!reading.has("thresholds") || mask == 0) {
            return 0;
        }
        String values =
                IntStream.range(0, THRESHOLDS)
                        .map(i -> THRESHOLDS - 1 - i)
                        .mapToObj(i -> reading.get("thresholds").get(i).asInt())
                        .map("0x%02x"::formatted)
                        .collect(Collectors.joining(" "));
        line(
                "sensor_set_threshold %s settable %s %s"
                        .formatted(where, binary(mask, THRESHOLDS), values));
        return IntStream.range(0, THRESHOLDS)
                .filter(i -> (mask >> i & 1) != 0)
                .map(i -> 1 << (2 * i + (i < THRESHOLDS / 2 ? 0 : 1)))
                .sum();
    }

    private static String binary(int bits, int digits) {
        return "0"
                .repeat(digits)
                .concat(Integer.toBinaryString(bits))
                .substring(Integer.toBinaryString(bits).length());
    }

    private static String hex(Bytes bytes) {
        return IntStream.range(0, bytes.length())
                .mapToObj(i -> "0x%02x".formatted(bytes.u8(i)))
                .collect(Collectors.joining(" "));
    }

    private void line(String command) {
        commands.append(command).append('\n');
    }
}
