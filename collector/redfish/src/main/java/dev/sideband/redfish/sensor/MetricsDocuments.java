package dev.sideband.redfish.sensor;

import dev.sideband.redfish.resource.Resource;

import java.util.ArrayList;
import java.util.List;

/**
 * ThermalMetrics and EnvironmentMetrics (DSP0268): excerpts of Sensors, for machines where the
 * Sensors themselves are not there.
 */
final class MetricsDocuments {
    private static final String READING = "Reading";

    private MetricsDocuments() {}

    /**
     * The temperatures of ThermalMetrics.
     *
     * @param zeroIsNothing whether 0 stands for a sensor that is not there (iLO)
     */
    static List<Finding> thermal(Resource metrics, String chassis, boolean zeroIsNothing) {
        List<Finding> findings = new ArrayList<>();
        for (Resource item : metrics.parts("TemperatureReadingsCelsius")) {
            Finding found = excerpt(item, chassis, "Temperature", UnitOfMeasure.CELSIUS);
            boolean nothing = zeroIsNothing && found.value().orElse(1) == 0;
            findings.add(nothing ? found.without(Quality.ABSENT) : found);
        }
        if (findings.isEmpty()) {
            Resource summary = metrics.part("TemperatureSummaryCelsius");
            for (String place : List.of("Intake", "Ambient", "Internal", "Exhaust")) {
                one(findings, summary, chassis, place, place, UnitOfMeasure.CELSIUS);
            }
        }
        return findings;
    }

    /** The quantities of EnvironmentMetrics. */
    static List<Finding> environment(Resource metrics, String chassis) {
        List<Finding> findings = new ArrayList<>();
        one(findings, metrics, chassis, "TemperatureCelsius", "Temperature", UnitOfMeasure.CELSIUS);
        one(findings, metrics, chassis, "HumidityPercent", "Humidity", UnitOfMeasure.HUMIDITY);
        one(findings, metrics, chassis, "PowerWatts", "Power", UnitOfMeasure.WATTS);
        one(findings, metrics, chassis, "EnergyJoules", "Energy", UnitOfMeasure.JOULES);
        if (findings.stream().noneMatch(found -> found.kind() == SensorKind.ENERGY)) {
            one(findings, metrics, chassis, "EnergykWh", "Energy", UnitOfMeasure.KILOWATT_HOURS);
        }
        for (Resource fan : metrics.parts("FanSpeedsPercent")) {
            // NVIDIA and iDRAC have revolutions alone here, XCC revolutions for percents.
            if (fan.body().has(READING)) {
                boolean percent = fan.number(READING).orElse(0) <= 100;
                UnitOfMeasure unit = percent ? UnitOfMeasure.FAN_PERCENT : UnitOfMeasure.RPM;
                findings.add(excerpt(fan, chassis, "Fan", unit));
            } else {
                findings.add(
                        new Finding.Builder(chassis, fan)
                                .name(fan.text("DeviceName").orElse("Fan"))
                                .reading(fan, "SpeedRPM", UnitOfMeasure.RPM)
                                .build());
            }
        }
        return findings;
    }

    private static void one(
            List<Finding> findings,
            Resource metrics,
            String chassis,
            String member,
            String name,
            UnitOfMeasure measure) {
        Resource part = metrics.part(member);
        if (part.body().has(READING)) {
            findings.add(excerpt(part, chassis, name, measure));
        }
    }

    private static Finding excerpt(
            Resource item, String chassis, String name, UnitOfMeasure measure) {
        return new Finding.Builder(chassis, item)
                .name(item.text("DeviceName").orElse(name))
                .reading(item, READING, measure)
                .build();
    }
}
