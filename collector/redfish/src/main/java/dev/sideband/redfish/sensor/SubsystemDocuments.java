package dev.sideband.redfish.sensor;

import dev.sideband.redfish.resource.Resource;

import java.util.ArrayList;
import java.util.List;

/**
 * What ThermalSubsystem and PowerSubsystem lead to (DSP0268 since 2020.4): fans, supplies and their
 * metrics. Their numbers are excerpts of Sensors, named by {@code DataSourceUri} where there is
 * one.
 */
final class SubsystemDocuments {
    private static final String READING = "Reading";
    private static final double MOST_PERCENT = 100;

    private SubsystemDocuments() {}

    /** A fan; its percents and its revolutions are two quantities. */
    static List<Finding> fan(Resource fan, String chassis) {
        String name = fan.text("Name").or(() -> fan.text("Id")).orElse("Fan");
        Resource speed = fan.part("SpeedPercent");
        List<Finding> findings = new ArrayList<>();
        boolean rpm = speed.body().has("SpeedRPM");
        // XCC repeats the revolutions as percents, and iDRAC has revolutions alone.
        boolean percent =
                speed.body().has(READING)
                        && !(rpm && speed.number(READING).orElse(0) > MOST_PERCENT)
                        && !(rpm && speed.number(READING).equals(speed.number("SpeedRPM")));
        if (percent) {
            findings.add(
                    new Finding.Builder(chassis, fan)
                            .name(name)
                            .reading(speed, READING, UnitOfMeasure.FAN_PERCENT)
                            .build());
        }
        if (rpm || !percent) {
            findings.add(
                    new Finding.Builder(chassis, fan)
                            .name(name)
                            .reading(speed, "SpeedRPM", UnitOfMeasure.RPM)
                            .build());
        }
        return findings;
    }

    /** A supply; its numbers are in its metrics. */
    static List<Finding> supply(Resource supply, String chassis, int place) {
        return List.of(SupplyName.of(supply, Math.max(0, place - 1)).status(supply, chassis));
    }

    /**
     * The PowerSupplyMetrics of the supply that the path names.
     *
     * @param place of the supply among the others, from 1; for paths without its number
     */
    static List<Finding> supplyMetrics(Resource metrics, String chassis, int place) {
        // …/PowerSupplies/1/Metrics
        String supply = metrics.path().replaceAll("/+[^/]*/*$", "");
        SupplyName psu = SupplyName.of(supply.substring(supply.lastIndexOf('/') + 1), place);
        List<Finding> findings = new ArrayList<>();
        add(findings, psu, metrics, chassis, "InputPowerWatts", SupplyName.INPUT_POWER);
        add(findings, psu, metrics, chassis, "OutputPowerWatts", SupplyName.OUTPUT_POWER);
        add(findings, psu, metrics, chassis, "InputVoltage", SupplyName.INPUT_VOLTAGE);
        add(findings, psu, metrics, chassis, "InputCurrentAmps", SupplyName.INPUT_CURRENT);
        return findings;
    }

    private static void add(
            List<Finding> findings,
            SupplyName psu,
            Resource metrics,
            String chassis,
            String member,
            String what) {
        Resource excerpt = metrics.part(member);
        UnitOfMeasure measure =
                switch (what) {
                    case SupplyName.INPUT_VOLTAGE -> UnitOfMeasure.VOLTS;
                    case SupplyName.INPUT_CURRENT -> UnitOfMeasure.AMPERES;
                    default -> UnitOfMeasure.WATTS;
                };
        if (!excerpt.isEmpty()) {
            findings.add(
                    psu.quantity(metrics, chassis, what)
                            .reading(excerpt, READING, measure)
                            .build());
        }
    }

    /** A LeakDetector: its state is the reading. */
    static List<Finding> leakDetector(Resource detector, String chassis) {
        return List.of(
                new Finding.Builder(chassis, detector)
                        .name(detector.text("Name").orElse("Leak Detector"))
                        .reading(detector, "", UnitOfMeasure.STATE)
                        .states(detector.texts("DetectorState"))
                        .build());
    }
}
