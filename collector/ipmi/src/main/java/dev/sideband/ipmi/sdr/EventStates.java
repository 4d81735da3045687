package dev.sideband.ipmi.sdr;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the states of sensors are called and how bad they are (IPMI 2.0 tables 42-2 and 42-3).
 *
 * <p>The table is the resource {@code event-states.txt} beside this class.
 */
public final class EventStates {
    private static final int OFFSETS = 16;
    private static final int ANY_SENSOR = 0;
    private static final List<EventState> UNKNOWN = unknown(false);
    private static final List<EventState> OEM = unknown(true);
    private static final Map<Integer, List<EventState>> TABLES = load("event-states.txt");

    private EventStates() {}

    /** The state at {@code offset}, 0 to 15; one that no table has is called by its number. */
    public static EventState state(int eventType, int sensorType, int offset) {
        return table(eventType, sensorType).get(offset);
    }

    /** The sixteen states of a kind of sensor, by offset. */
    public static List<EventState> table(int eventType, int sensorType) {
        boolean specific = eventType == EventType.SENSOR_SPECIFIC;
        List<EventState> table = TABLES.get(key(eventType, specific ? sensorType : ANY_SENSOR));
        if (table != null) {
            return table;
        }
        boolean oem = EventType.oem(eventType) || (specific && SensorType.oem(sensorType));
        return oem ? OEM : UNKNOWN;
    }

    /** The offsets that the tables define, as bits. */
    static int knownOffsets(int eventType, int sensorType) {
        List<EventState> table = table(eventType, sensorType);
        return IntStream.range(0, OFFSETS)
                .filter(offset -> table.get(offset).known())
                .map(offset -> 1 << offset)
                .sum();
    }

    private static int key(int eventType, int sensorType) {
        return eventType << 8 | sensorType;
    }

    private static List<EventState> unknown(boolean oem) {
        return IntStream.range(0, OFFSETS).mapToObj(i -> EventState.unknown(i, oem)).toList();
    }

    private static Map<Integer, List<EventState>> load(String resource) {
        var rows = new HashMap<Integer, EventState[]>();
        try (InputStream in = EventStates.class.getResourceAsStream(resource)) {
            for (String line : lines(in)) {
                String[] cells = line.split("\\|", 6);
                int sensorType = cells[1].equals("-") ? ANY_SENSOR : hex(cells[1]);
                rows.computeIfAbsent(
                                        key(hex(cells[0]), sensorType),
                                        _ -> UNKNOWN.toArray(EventState[]::new))[hex(cells[2])] =
                        new EventState(cells[5], severity(cells[3]), severity(cells[4]), true);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        var tables = new HashMap<Integer, List<EventState>>();
        rows.forEach((key, states) -> tables.put(key, List.of(states)));
        return Map.copyOf(tables);
    }

    private static List<String> lines(@Nullable InputStream in) throws IOException {
        if (in == null) {
            throw new IOException("the table of event states is missing from the jar");
        }
        try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }

    private static int hex(String digits) {
        return Integer.parseInt(digits, 16);
    }

    private static Severity severity(String word) {
        return Severity.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
