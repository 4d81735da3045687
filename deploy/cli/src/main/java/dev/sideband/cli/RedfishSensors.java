package dev.sideband.cli;

import dev.sideband.cli.Table.Cell;
import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.sensor.Quality;
import dev.sideband.redfish.sensor.RedfishReading;
import dev.sideband.redfish.sensor.RedfishReadings;
import dev.sideband.redfish.sensor.RedfishSensor;
import dev.sideband.redfish.sensor.SensorReader;
import dev.sideband.redfish.sensor.Side;
import dev.sideband.redfish.sensor.Thresholds;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Every sensor of a Redfish service, in the shape of {@link BmcSensorsCommand}. */
final class RedfishSensors {
    private final BmcCommand command;
    private final SensorFilter filter;
    private final boolean withThresholds;

    RedfishSensors(BmcCommand command, SensorFilter filter, boolean withThresholds) {
        this.command = command;
        this.filter = filter;
        this.withThresholds = withThresholds;
    }

    void print(RedfishClient client) throws RedfishException, InterruptedException {
        RedfishReadings read;
        try (StatusLine line = command.statusLine()) {
            read =
                    new SensorReader(new WatchedRedfish(client, line), InstantSource.system())
                            .read();
        }
        RedfishProblems.print(command, read.problems());
        List<RedfishReading> wanted =
                read.readings().stream().filter(seen -> takes(seen.sensor())).toList();
        if (wanted.isEmpty()) {
            command.warn(
                    read.readings().isEmpty()
                            ? "the BMC tells of no sensor"
                            : "no sensor is like that");
        } else if (command.bmc().json()) {
            wanted.forEach(seen -> Json.print(command.out(), object(seen)));
            command.out().flush();
        } else {
            Table table = BmcSensorsCommand.table(withThresholds);
            wanted.stream()
                    .filter(seen -> !withThresholds || !seen.sensor().thresholds().isEmpty())
                    .forEach(seen -> table.add(row(seen)));
            table.print(command.out(), command.bmc().terminal());
        }
    }

    private boolean takes(RedfishSensor sensor) {
        return filter.takes(sensor.kind().word(), sensor.name());
    }

    private List<Cell> row(RedfishReading seen) {
        RedfishSensor sensor = seen.sensor();
        Double value = seen.value();
        Cell shown =
                Cell.of(
                        BmcSensorsCommand.shown(
                                value == null ? OptionalDouble.empty() : OptionalDouble.of(value)));
        Cell unit = Cell.of(Units.symbol(sensor.unit()));
        if (!withThresholds) {
            return List.of(
                    Cell.of(sensor.name()),
                    new Cell(sensor.kind().word(), Tone.FAINT),
                    shown,
                    unit,
                    status(seen));
        }
        List<Cell> row =
                new ArrayList<>(List.of(Cell.of(sensor.name()), shown, unit, status(seen)));
        limits(sensor.thresholds())
                .values()
                .forEach(limit ->
                        row.add(
                                new Cell(
                                        BmcSensorsCommand.shown(
                                                limit == null
                                                        ? OptionalDouble.empty()
                                                        : OptionalDouble.of(limit)),
                                        Tone.FAINT)));
        return row;
    }

    /** The threshold status, the states, what the BMC thinks of it, or why there is no value. */
    private static Cell status(RedfishReading seen) {
        if (seen.quality() != Quality.GOOD) {
            return new Cell(
                    seen.quality().name().toLowerCase(Locale.ROOT).replace('_', ' '), Tone.FAINT);
        }
        String side =
                seen.side() == Side.NONE ? "" : ", " + seen.side().name().toLowerCase(Locale.ROOT);
        String states = String.join(", ", seen.states());
        return switch (seen.status()) {
            case OK -> new Cell("ok", Tone.GOOD);
            case NC -> new Cell("non-critical" + side, Tone.WARNING);
            case CR -> new Cell("critical" + side, Tone.CRITICAL);
            case NR -> new Cell("non-recoverable" + side, Tone.FATAL);
            case UNKNOWN -> states.isEmpty() ? health(seen.health()) : Cell.of(states);
        };
    }

    private static Cell health(@Nullable String health) {
        String word = health == null ? "" : health.toLowerCase(Locale.ROOT);
        return new Cell(
                word,
                switch (word) {
                    case "ok" -> Tone.GOOD;
                    case "warning" -> Tone.WARNING;
                    case "critical" -> Tone.CRITICAL;
                    default -> Tone.PLAIN;
                });
    }

    private static Map<String, @Nullable Object> object(RedfishReading seen) {
        RedfishSensor sensor = seen.sensor();
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("id", sensor.id());
        object.put("name", sensor.name());
        object.put("type", sensor.kind().word());
        object.put("unit", sensor.unit());
        object.put("value", seen.value());
        object.put("quality", seen.quality().name());
        object.put("status", word(seen.status()));
        object.put("direction", seen.side() == Side.NONE ? null : word(seen.side()));
        object.put("states", seen.states());
        object.put("thresholds", limits(sensor.thresholds()));
        object.put("entity", sensor.entity());
        object.put("sensor_number", sensor.sensorNumber());
        object.put("lun", null);
        object.put("entity_instance", sensor.entityInstance());
        object.put("health", seen.health());
        object.put("resource", sensor.resource());
        return object;
    }

    private static Map<String, @Nullable Double> limits(Thresholds thresholds) {
        Map<String, @Nullable Double> limits = new LinkedHashMap<>();
        limits.put("lnr", number(thresholds.lnr()));
        limits.put("lcr", number(thresholds.lcr()));
        limits.put("lnc", number(thresholds.lnc()));
        limits.put("unc", number(thresholds.unc()));
        limits.put("ucr", number(thresholds.ucr()));
        limits.put("unr", number(thresholds.unr()));
        return limits;
    }

    private static @Nullable Double number(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
