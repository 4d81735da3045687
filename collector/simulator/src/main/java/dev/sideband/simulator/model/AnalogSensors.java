package dev.sideband.simulator.model;

import static dev.sideband.simulator.model.Threshold.LCR;
import static dev.sideband.simulator.model.Threshold.LNC;
import static dev.sideband.simulator.model.Threshold.UCR;
import static dev.sideband.simulator.model.Threshold.UNC;
import static dev.sideband.simulator.model.Threshold.UNR;

import dev.sideband.simulator.model.Sensor.Analog;
import dev.sideband.simulator.model.Sensor.Entity;
import dev.sideband.simulator.model.Sensor.Measure;

import java.util.ArrayList;
import java.util.List;

/** The sensors of a profile that measure: how finely, how exactly, and when they call for help. */
final class AnalogSensors {
    private final Profile profile;
    private final Shape shape;
    private final List<Sensor> sensors = new ArrayList<>();
    private int number;

    /** How sensors of a kind measure; noise is in the unit of the value. */
    private record Kind(Measure measure, Conversion conversion, Limits limits, double noise) {
        Kind with(Threshold threshold, double value) {
            Limits more = limits.with(threshold, conversion.toCount(value));
            return new Kind(measure, conversion, more, noise);
        }

        Kind withHysteresis(int counts) {
            return new Kind(measure, conversion, limits.withHysteresis(counts), noise);
        }
    }

    /** Where the value of the thing of an index comes from. */
    @FunctionalInterface
    private interface IndexedQuantity {
        double of(Physics machine, int index);
    }

    private AnalogSensors(Profile profile) {
        this.profile = profile;
        this.shape = profile.shape();
    }

    static List<Sensor> of(Profile profile) {
        var all = new AnalogSensors(profile);
        all.temperatures();
        all.fans();
        all.voltages();
        all.power();
        return all.sensors;
    }

    private void temperatures() {
        number = profile.numberOf("temperature");
        add("inlet", Entity.AIR_INLET, 1, celsius(38, 43).with(LNC, 3), (m, _) -> m.inlet());
        add("exhaust", Entity.BOARD, 1, celsius(70, 75), (m, _) -> m.exhaust());
        add("cpu-temp", Entity.PROCESSOR, Shape.CPUS, cpuCelsius(), Physics::cpuTemp);
        add("vrm-temp", Entity.PROCESSOR, Shape.CPUS, celsius(95, 105), Physics::vrmTemp);
        add("dimm-temp", Entity.MEMORY, shape.dimmGroups(), celsius(85, 95), Physics::dimmTemp);
        add("pch-temp", Entity.BOARD, 1, celsius(90, 98), (m, _) -> m.pch());
        add("psu-temp", Entity.POWER_SUPPLY, Shape.PSUS, celsius(70, 80), Physics::psuTemp);
    }

    private Kind celsius(double unc, double ucr) {
        return kind(Measure.TEMPERATURE, profile.temperature(), 0.4)
                .with(UNC, unc)
                .with(UCR, ucr)
                .withHysteresis(2);
    }

    private Kind cpuCelsius() {
        return celsius(85, 92).with(UNR, 103);
    }

    private void fans() {
        number = profile.numberOf("fan");
        double full = shape.fanMaxRpm();
        Kind rpm =
                kind(Measure.FAN_SPEED, profile.fanSpeed(), 0.004 * full)
                        .with(LNC, 0.12 * full)
                        .with(LCR, 0.07 * full)
                        .withHysteresis(2);
        add("fan", Entity.FAN, shape.fans(), rpm, Physics::fanRpm);
    }

    private void voltages() {
        number = profile.numberOf("voltage");
        add("rail-12v", Entity.BOARD, 1, rail(12, 59), (m, _) -> m.railVolts(12));
        add("rail-5v", Entity.BOARD, 1, rail(5, 26), (m, _) -> m.railVolts(5));
        add("rail-3v3", Entity.BOARD, 1, rail(3.3, 17), (m, _) -> m.railVolts(3.3));
        add("vbat", Entity.BOARD, 1, battery(), (_, _) -> 3.07);
        add("vcore", Entity.PROCESSOR, Shape.CPUS, rail(1.8, 10), (m, _) -> m.coreVolts());
        add("vdimm", Entity.MEMORY, Shape.CPUS, rail(1.2, 6), (m, _) -> m.memoryVolts());
    }

    private static Kind rail(double nominal, int millivoltsPerCount) {
        Conversion volts = Conversion.scaled(millivoltsPerCount, -3);
        return kind(Measure.VOLTAGE, volts, nominal * 0.002)
                .with(UNC, nominal * 1.07)
                .with(UCR, nominal * 1.1)
                .with(LNC, nominal * 0.93)
                .with(LCR, nominal * 0.9)
                .withHysteresis(1);
    }

    private static Kind battery() {
        return kind(Measure.VOLTAGE, Conversion.scaled(16, -3), 0.005)
                .with(LNC, 2.6)
                .with(LCR, 2.4);
    }

    private void power() {
        number = profile.numberOf("power");
        add("total-power", Entity.SYSTEM, 1, watts(5), (m, _) -> m.totalInputWatts());
        add("psu-power", Entity.POWER_SUPPLY, Shape.PSUS, watts(5), Physics::inputWatts);
        Kind amperes = kind(Measure.CURRENT, Conversion.scaled(4, -2), 0.02);
        add("psu-current", Entity.POWER_SUPPLY, Shape.PSUS, amperes, Physics::inputAmperes);
        Kind feed = kind(Measure.VOLTAGE, Conversion.scaled(1, 0), 0.6);
        add("psu-volts", Entity.POWER_SUPPLY, Shape.PSUS, feed, Physics::inputVolts);
        add("cpu-power", Entity.PROCESSOR, Shape.CPUS, watts(2), Physics::cpuWatts);
        Kind percent = kind(Measure.UTILIZATION, Conversion.scaled(1, 0), 0.5);
        add("utilization", Entity.SYSTEM, 1, percent, (m, _) -> m.utilizationPercent());
    }

    private static Kind watts(int perCount) {
        return kind(Measure.POWER, Conversion.scaled(perCount, 0), 1);
    }

    private static Kind kind(Measure measure, Conversion conversion, double noise) {
        return new Kind(measure, conversion, Limits.none(), noise);
    }

    /** Adds sensors with numbers in a row for the things of one sort. */
    private void add(String role, int entity, int count, Kind kind, IndexedQuantity quantity) {
        for (int n = 0; n < count; n++) {
            int index = n;
            sensors.add(
                    new Analog(
                            number++,
                            profile.sensorName(role, index),
                            kind.measure(),
                            new Entity(entity, index + 1),
                            kind.conversion(),
                            kind.limits(),
                            kind.noise(),
                            machine -> quantity.of(machine, index)));
        }
    }
}
