package dev.sideband.cli;

import dev.sideband.cli.Table.Cell;
import dev.sideband.ipmi.dcmi.DcmiReading;
import dev.sideband.ipmi.dcmi.DcmiSensor;
import dev.sideband.ipmi.sensor.Quality;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a BMC tells by DCMI only, as a row beside its sensors. */
final class DcmiRows {
    private static final List<String> LIMITS = List.of("lnr", "lcr", "lnc", "unc", "ucr", "unr");

    private DcmiRows() {}

    static List<Cell> row(DcmiReading reading) {
        DcmiSensor sensor = reading.sensor();
        return List.of(
                Cell.of(sensor.name()),
                new Cell(sensor.kind().word(), Tone.FAINT),
                Cell.of(BmcSensorsCommand.shown(reading.value())),
                Cell.of(Units.symbol(sensor.unit())),
                new Cell(
                        reading.quality() == Quality.GOOD
                                ? ""
                                : reading.quality()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' '),
                        Tone.FAINT));
    }

    /** With the keys of a sensor; null where DCMI has nothing to say. */
    static Map<String, @Nullable Object> object(DcmiReading reading) {
        DcmiSensor sensor = reading.sensor();
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("id", sensor.id());
        object.put("name", sensor.name());
        object.put("type", sensor.kind().word());
        object.put("unit", sensor.unit());
        object.put("value", reading.value().isPresent() ? reading.value().getAsDouble() : null);
        object.put("quality", reading.quality().name());
        object.put("status", "unknown");
        object.put("direction", null);
        object.put("states", List.of());
        Map<String, @Nullable Object> limits = new LinkedHashMap<>();
        LIMITS.forEach(limit -> limits.put(limit, null));
        object.put("thresholds", limits);
        object.put("entity", sensor.entity().text());
        object.put("sensor_number", null);
        object.put("lun", null);
        return object;
    }
}
