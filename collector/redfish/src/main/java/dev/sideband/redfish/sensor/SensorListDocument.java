package dev.sideband.redfish.sensor;

import dev.sideband.redfish.resource.Resource;

import java.util.List;

/**
 * All sensors in one document, as Huawei's ThresholdSensors and DiscreteSensors have them: {@code
 * Sensors} with Name, Unit, ReadingValue and thresholds.
 */
final class SensorListDocument {
    private SensorListDocument() {}

    static List<Finding> read(Resource list, String chassis) {
        return list.parts("Sensors").stream().map(sensor -> sensor(sensor, chassis)).toList();
    }

    private static Finding sensor(Resource sensor, String chassis) {
        String name = sensor.text("Name").or(() -> sensor.text("SensorName")).orElse("Sensor");
        String unit = sensor.text("Unit").or(() -> sensor.text("unit")).orElse("");
        boolean number = sensor.body().has("ReadingValue");
        UnitOfMeasure known = UnitOfMeasure.ofUnits(unit);
        UnitOfMeasure measure =
                known != null ? known : number ? UnitOfMeasure.NONE : UnitOfMeasure.STATE;
        return new Finding.Builder(chassis, sensor)
                .name(name)
                .role(SameQuantity.role(measure.kind(), name))
                .reading(sensor, "ReadingValue", measure)
                .thresholds(Limits.flat(sensor, name))
                .states(number ? List.of() : sensor.texts("Status"))
                .build();
    }
}
