package dev.sideband.redfish.sensor;

import dev.sideband.redfish.resource.Resource;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A Sensor (DSP0268), alone or as it stands in an expanded collection. */
final class SensorDocument {
    private static final String READING = "Reading";

    private SensorDocument() {}

    static Finding read(Resource sensor, String chassis, boolean temperaturesAreBare) {
        String name =
                sensor.text("Name")
                        .or(() -> sensor.text("Id"))
                        .orElseGet(() -> last(sensor.path()));
        UnitOfMeasure measure = measure(sensor, name, temperaturesAreBare);
        return new Finding.Builder(chassis, sensor)
                .name(fullName(name, sensor))
                .role(SameQuantity.role(measure.kind(), roleText(name, sensor)))
                .reading(sensor, READING, measure)
                .thresholds(Limits.ofSensor(sensor, name, measure.factor()))
                .build();
    }

    /** The members of a collection that was read expanded. */
    static List<Finding> readAll(Resource collection, String chassis, boolean temperaturesAreBare) {
        return collection.parts("Members").stream()
                .filter(member -> !member.isReference())
                .map(member -> read(member, chassis, temperaturesAreBare))
                .toList();
    }

    /** Dell names the power of every supply alike, and only the Id tells which it is. */
    private static String fullName(String name, Resource sensor) {
        if (!name.endsWith("Sensor")) {
            return name;
        }
        String id = last(sensor.path());
        return id.isEmpty() ? name : id.replace('_', ' ');
    }

    private static String roleText(String name, Resource sensor) {
        return name.endsWith("Sensor") ? last(sensor.path()) : name;
    }

    private static String last(String path) {
        String plain = path.replaceAll("/+$", "");
        return plain.substring(plain.lastIndexOf('/') + 1);
    }

    /** Units say more than types: XCC calls watts a current and revolutions an air flow. */
    private static UnitOfMeasure measure(
            Resource sensor, String name, boolean temperaturesAreBare) {
        Optional<String> type = sensor.text("ReadingType");
        UnitOfMeasure byUnit = sensor.text("ReadingUnits").map(UnitOfMeasure::ofUnits).orElse(null);
        if (byUnit != null) {
            return byUnit.equals(UnitOfMeasure.PERCENT)
                    ? percent(sensor, name, type.orElse(""))
                    : byUnit;
        }
        boolean limits = !sensor.part("Thresholds").isEmpty();
        // XCC gives the states of its event-only sensors the number 0 and an empty unit.
        boolean state =
                "".equals(sensor.body().path("ReadingUnits").asText("-").strip()) && !limits;
        UnitOfMeasure byType = type.map(UnitOfMeasure::ofType).orElse(null);
        if (byType != null && !state) {
            return byType.equals(UnitOfMeasure.PERCENT) ? percent(sensor, name, "") : byType;
        }
        if (!state && temperaturesAreBare && type.isEmpty()) {
            return UnitOfMeasure.CELSIUS;
        }
        if (limits && name.toLowerCase(Locale.ROOT).matches(".*(utili[sz]ation|usage)\\b.*")) {
            return UnitOfMeasure.PERCENT;
        }
        UnitOfMeasure byName = state ? null : UnitOfMeasure.ofName(last(sensor.path()), name);
        if (byName != null) {
            return byName;
        }
        return state || sensor.number(READING).isEmpty() ? UnitOfMeasure.STATE : UnitOfMeasure.NONE;
    }

    private static UnitOfMeasure percent(Resource sensor, String name, String type) {
        String text = name.toLowerCase(Locale.ROOT);
        if (type.equalsIgnoreCase("Humidity") || text.contains("humid")) {
            return UnitOfMeasure.HUMIDITY;
        }
        boolean fan =
                text.matches(".*\\b(fan|pwm|tach).*")
                        || sensor.text("PhysicalContext").filter("Fan"::equals).isPresent();
        return fan ? UnitOfMeasure.FAN_PERCENT : UnitOfMeasure.PERCENT;
    }
}
