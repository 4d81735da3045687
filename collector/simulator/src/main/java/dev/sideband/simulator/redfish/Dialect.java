package dev.sideband.simulator.redfish;

import dev.sideband.simulator.model.Blueprint.Slot;
import dev.sideband.simulator.model.Profile;
import dev.sideband.simulator.model.Sensor.TypeCode;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * How one maker's BMCs speak Redfish: names, numbers and choices from a properties file beside this
 * class, and the habits that no file can hold.
 */
final class Dialect {
    static final String ROOT = "/redfish/v1";

    /** As the standard has it, but without the zone, which each maker writes in its own way. */
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT);

    private final String name;
    private final Habits habits;
    private final Properties properties = new Properties();

    Dialect(Profile profile) {
        this.name = profile.name();
        this.habits = Habits.of(profile.name());
        String file = name + ".properties";
        try (InputStream in = Dialect.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("redfish/" + file + " is missing");
            }
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** That of its profile, as in {@code dell}. */
    String name() {
        return name;
    }

    Habits habits() {
        return habits;
    }

    String system() {
        return ROOT + "/Systems/" + text("system");
    }

    String chassis() {
        return ROOT + "/Chassis/" + text("chassis");
    }

    String manager() {
        return ROOT + "/Managers/" + text("manager");
    }

    /** Whether Thermal and Power are there. */
    boolean hasThermalAndPower() {
        return list("models").contains("thermal-power");
    }

    /** Whether ThermalSubsystem, PowerSubsystem and Sensors are there. */
    boolean hasSubsystems() {
        return list("models").contains("subsystems");
    }

    Duration sessionTimeout() {
        return Duration.ofSeconds(number("session-timeout"));
    }

    /** A sensor's name, which is not always that of its SDR. */
    String nameOf(Slot slot) {
        return slot.sensor().type() == TypeCode.FAN
                ? text("fan-name").formatted(slot.name())
                : slot.name();
    }

    /** The id of a message of a kind, such as {@code psu-input-lost}; empty where there is none. */
    String messageId(String kind) {
        return properties.getProperty("message." + kind, text("message.default")).strip();
    }

    /** The same of an event: some makers have another message for the end of a state. */
    String messageId(LogRecord event) {
        String begins = messageId(event.kind());
        return event.asserted()
                ? begins
                : properties.getProperty("message." + event.kind() + ".end", begins).strip();
    }

    /** A time as this maker writes it. */
    String time(Instant time) {
        return switch (text("time")) {
            case "zulu" -> SECONDS.format(time.atOffset(ZoneOffset.UTC)) + "Z";
            case "utc" -> SECONDS.format(time.atOffset(ZoneOffset.UTC)) + "+00:00";
            case "utc-millis" -> MILLIS.format(time.atOffset(ZoneOffset.UTC)) + "+00:00";
            case "offset" -> {
                String offset = text("utc-offset");
                yield SECONDS.format(time.atOffset(ZoneOffset.of(offset))) + offset;
            }
            default -> throw new IllegalStateException(name + ": time");
        };
    }

    List<String> list(String key) {
        return Arrays.stream(text(key).split(",", -1))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }

    boolean flag(String key) {
        return Boolean.parseBoolean(text(key));
    }

    int number(String key) {
        return Integer.parseInt(text(key));
    }

    String text(String key) {
        String value = properties.getProperty(key);
        if (value == null) {
            throw new IllegalStateException("redfish dialect %s lacks %s".formatted(name, key));
        }
        return value.strip();
    }

    @Override
    public String toString() {
        return name;
    }
}
