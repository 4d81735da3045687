package dev.sideband.redfish.sensor;

import dev.sideband.redfish.resource.Resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sensors by name in one object, each with a text such as {@code "11.24 amps"}, {@code "All
 * Deasserted"} or {@code "na"}: the OemSensors of MegaRAC.
 */
final class NamedTextsDocument {
    private static final Pattern NUMBER =
            Pattern.compile("(-?[0-9]+(?:\\.[0-9]+)?)(?:\\s+(\\S.*))?");

    private NamedTextsDocument() {}

    static List<Finding> read(Resource document, String chassis) {
        Resource sensors = document.part("Sensors");
        List<Finding> findings = new ArrayList<>();
        for (String name : sensors.names()) {
            sensors.text(name)
                    .ifPresent(text -> findings.add(sensor(sensors, name, text, chassis)));
        }
        return findings;
    }

    private static Finding sensor(Resource sensors, String name, String text, String chassis) {
        Matcher number = NUMBER.matcher(text);
        if (!number.matches()) {
            return state(sensors, name, text, chassis);
        }
        UnitOfMeasure measure =
                Optional.ofNullable(number.group(2))
                        .map(UnitOfMeasure::ofUnits)
                        .orElse(UnitOfMeasure.NONE);
        Finding bare = state(sensors, name, text, chassis);
        return bare.measured(measure, Double.parseDouble(number.group(1)) * measure.factor());
    }

    private static Finding state(Resource sensors, String name, String text, String chassis) {
        boolean quiet = text.matches("(?i)na|n/a|all deasserted|state deasserted");
        Finding found =
                new Finding.Builder(
                                chassis,
                                new Resource(sensors.path() + "/" + name, Resource.NONE.body()))
                        .name(name)
                        .reading(Resource.NONE, "", UnitOfMeasure.STATE)
                        .states(quiet ? List.of() : List.of(text))
                        .build();
        return text.matches("(?i)na|n/a") ? found.without(Quality.UNAVAILABLE) : found;
    }
}
