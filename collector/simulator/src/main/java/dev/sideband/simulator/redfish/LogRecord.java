package dev.sideband.simulator.redfish;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.simulator.model.Blueprint;
import dev.sideband.simulator.model.Blueprint.Slot;
import dev.sideband.simulator.model.SelRecord;
import dev.sideband.simulator.model.Sensor.Analog;
import dev.sideband.simulator.redfish.View.Health;

import java.util.List;
import java.util.Optional;

/**
 * A record of the machine's log, taken apart (IPMI 2.0 table 32-1) and put into words.
 *
 * @param seconds by the BMC's clock
 * @param state the offset of the event
 * @param kind as in {@code events.properties}; for thresholds such as {@code fan-low-critical}
 * @param source what it is about, by name
 */
record LogRecord(
        SelRecord raw,
        long seconds,
        int sensorType,
        int sensorNumber,
        int eventType,
        int state,
        boolean asserted,
        String kind,
        String source,
        Health health,
        String message,
        List<String> args) {
    private static final int THRESHOLD = 0x01;
    private static final int DIRECTION = 0x80;

    LogRecord {
        args = List.copyOf(args);
    }

    static LogRecord of(Blueprint blueprint, SelRecord raw) {
        Bytes bytes = raw.bytes();
        Optional<Slot> slot = blueprint.slot(bytes.u8(11));
        int eventType = bytes.u8(12) & ~DIRECTION;
        EventWords words =
                eventType == THRESHOLD
                                && slot.isPresent()
                                && slot.get().sensor() instanceof Analog analog
                        ? EventWords.ofThreshold(analog, bytes)
                        : EventWords.ofState(bytes, slot.map(Slot::name).orElse("System"));
        return new LogRecord(
                raw,
                seconds(bytes),
                bytes.u8(10),
                bytes.u8(11),
                eventType,
                bytes.u8(13) & 0x0F,
                (bytes.u8(12) & DIRECTION) == 0,
                words.kind(),
                slot.map(Slot::name).orElse("System"),
                words.health(),
                words.message(),
                words.args());
    }

    private static long seconds(Bytes record) {
        WireReader in = record.reader();
        in.skip("id and type", 3);
        return in.u32("time");
    }

    /** Which event byte 1 to 3, as the record has it. */
    int data(int number) {
        return raw.bytes().u8(12 + number);
    }

    /** What begins and ends under one key. */
    String key() {
        return "%02X-%02X-%02X".formatted(sensorNumber, eventType, state);
    }
}
