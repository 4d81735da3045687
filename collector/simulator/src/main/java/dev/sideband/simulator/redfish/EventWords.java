package dev.sideband.simulator.redfish;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.simulator.model.Sensor.Analog;
import dev.sideband.simulator.model.Sensor.Measure;
import dev.sideband.simulator.model.Threshold;
import dev.sideband.simulator.redfish.View.Health;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/** What an event is called, how bad it is, and how it reads. */
record EventWords(String kind, Health health, String message, List<String> args) {
    private static final Properties STATES = load();
    private static final int DIRECTION = 0x80;

    EventWords {
        args = List.copyOf(args);
    }

    /** A threshold was crossed: event data are offset, reading and threshold (table 29-6). */
    static EventWords ofThreshold(Analog sensor, Bytes record) {
        boolean asserted = (record.u8(12) & DIRECTION) == 0;
        Threshold threshold = Threshold.ofEventOffset(record.u8(13) & 0x0F);
        double reading = sensor.conversion().toValue(signed(sensor, record.u8(14)));
        double limit = sensor.conversion().toValue(signed(sensor, record.u8(15)));
        String level =
                switch (threshold) {
                    case LNC, UNC -> "warning";
                    case LCR, UCR -> "critical";
                    case LNR, UNR -> "fatal";
                };
        String side = threshold.upper() ? "high" : "low";
        String kind = "%s-%s-%s".formatted(word(sensor.measure()), side, level);
        Health bad = level.equals("warning") ? Health.WARNING : Health.CRITICAL;
        List<String> args = List.of(sensor.name(), number(reading), number(limit));
        return new EventWords(
                kind,
                asserted ? bad : Health.OK,
                "%s %s %s %s threshold. Reading %s, threshold %s."
                        .formatted(
                                sensor.name(),
                                asserted ? "crossed the" : "is back from the",
                                side,
                                level,
                                args.get(1),
                                args.get(2)),
                args);
    }

    /** A state began or ended. */
    static EventWords ofState(Bytes record, String name) {
        boolean asserted = (record.u8(12) & DIRECTION) == 0;
        String key =
                "%02X.%02X.%d"
                        .formatted(record.u8(10), record.u8(12) & ~DIRECTION, record.u8(13) & 0x0F);
        String line = STATES.getProperty(key);
        if (line == null) {
            throw new IllegalStateException("events.properties lacks " + key);
        }
        String[] parts = line.split("\\|", -1);
        Health health = Health.valueOf(parts[1].toUpperCase(Locale.ROOT));
        return new EventWords(
                parts[0],
                asserted ? health : Health.OK,
                parts[asserted ? 2 : 3].formatted(name),
                List.of(name));
    }

    private static int signed(Analog sensor, int count) {
        return sensor.conversion().signed() ? (byte) count : count;
    }

    private static String word(Measure measure) {
        return switch (measure) {
            case TEMPERATURE -> "temperature";
            case FAN_SPEED -> "fan";
            case VOLTAGE -> "voltage";
            case CURRENT -> "current";
            case POWER -> "power";
            case UTILIZATION -> "utilization";
        };
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static Properties load() {
        var all = new Properties();
        try (InputStream in = EventWords.class.getResourceAsStream("events.properties")) {
            if (in == null) {
                throw new IllegalStateException("redfish/events.properties is missing");
            }
            all.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
