package dev.sideband.simulator.model;

import static dev.sideband.simulator.model.Threshold.LCR;
import static dev.sideband.simulator.model.Threshold.LNC;
import static dev.sideband.simulator.model.Threshold.UCR;
import static dev.sideband.simulator.model.Threshold.UNC;
import static dev.sideband.simulator.model.Threshold.UNR;

import dev.sideband.simulator.model.Sensor.Analog;
import dev.sideband.simulator.model.Sensor.Discrete;
import dev.sideband.simulator.model.Sensor.Entity;
import dev.sideband.simulator.model.Sensor.Measure;
import dev.sideband.simulator.model.Sensor.Quantity;
import dev.sideband.simulator.model.Sensor.States;
import dev.sideband.simulator.model.Sensor.TypeCode;

import java.util.ArrayList;
import java.util.List;

/** The sensors of a profile: which there are, how they are encoded, when they call for help. */
final class SensorCatalogue {
    private final Profile profile;
    private final Shape shape;
    private final List<Sensor> sensors = new ArrayList<>();
    private int number;

    private SensorCatalogue(Profile profile) {
        this.profile = profile;
        this.shape = profile.shape();
    }

    static List<Sensor> of(Profile profile) {
        var catalogue = new SensorCatalogue(profile);
        catalogue.temperatures();
        catalogue.fans();
        catalogue.voltages();
        catalogue.power();
        catalogue.supplies();
        catalogue.host();
        catalogue.drives();
        return List.copyOf(catalogue.sensors);
    }

    private void temperatures() {
        number = profile.numberOf("temperature");
        temperature("inlet", 0, new Entity(Entity.AIR_INLET, 1), 38, 43, 0.3, Physics::inlet);
        temperature("exhaust", 0, new Entity(Entity.BOARD, 1), 70, 75, 0.4, Physics::exhaust);
        for (int cpu = 0; cpu < Shape.CPUS; cpu++) {
            int index = cpu;
            var entity = new Entity(Entity.PROCESSOR, cpu + 1);
            var limits = upper(profile.temperature(), 85, 92).with(UNR, temperatureCount(103));
            analog(
                    "cpu-temp",
                    cpu,
                    Measure.TEMPERATURE,
                    entity,
                    profile.temperature(),
                    limits.withHysteresis(2),
                    0.5,
                    m -> m.cpuTemp(index));
        }
        for (int cpu = 0; cpu < Shape.CPUS; cpu++) {
            int index = cpu;
            var entity = new Entity(Entity.PROCESSOR, cpu + 1);
            temperature("vrm-temp", cpu, entity, 95, 105, 0.4, m -> m.vrmTemp(index));
        }
        for (int group = 0; group < shape.dimmGroups(); group++) {
            int index = group;
            var entity = new Entity(Entity.MEMORY, group + 1);
            temperature("dimm-temp", group, entity, 85, 95, 0.3, m -> m.dimmTemp(index));
        }
        temperature("pch-temp", 0, new Entity(Entity.BOARD, 1), 90, 98, 0.3, Physics::pch);
        for (int psu = 0; psu < Shape.PSUS; psu++) {
            int index = psu;
            var entity = new Entity(Entity.POWER_SUPPLY, psu + 1);
            temperature("psu-temp", psu, entity, 70, 80, 0.3, m -> m.psuTemp(index));
        }
    }

    private void fans() {
        number = profile.numberOf("fan");
        Conversion rpm = profile.fanSpeed();
        double full = shape.fanMaxRpm();
        Limits limits =
                Limits.none()
                        .with(LNC, rpm.toCount(0.12 * full))
                        .with(LCR, rpm.toCount(0.07 * full))
                        .withHysteresis(2);
        for (int fan = 0; fan < shape.fans(); fan++) {
            int index = fan;
            var entity = new Entity(Entity.FAN, fan + 1);
            Quantity speed = m -> m.fanRpm(index);
            analog("fan", fan, Measure.FAN_SPEED, entity, rpm, limits, 0.004 * full, speed);
        }
    }

    private void voltages() {
        number = profile.numberOf("voltage");
        var board = new Entity(Entity.BOARD, 1);
        rail("rail-12v", 0, board, Conversion.scaled(59, -3), 12, m -> m.railVolts(12));
        rail("rail-5v", 0, board, Conversion.scaled(26, -3), 5, m -> m.railVolts(5));
        rail("rail-3v3", 0, board, Conversion.scaled(17, -3), 3.3, m -> m.railVolts(3.3));
        battery(board);
        for (int cpu = 0; cpu < Shape.CPUS; cpu++) {
            var entity = new Entity(Entity.PROCESSOR, cpu + 1);
            rail("vcore", cpu, entity, Conversion.scaled(10, -3), 1.8, Physics::coreVolts);
        }
        for (int cpu = 0; cpu < Shape.CPUS; cpu++) {
            var entity = new Entity(Entity.MEMORY, cpu + 1);
            rail("vdimm", cpu, entity, Conversion.scaled(6, -3), 1.2, Physics::memoryVolts);
        }
    }

    private void battery(Entity board) {
        Conversion volts = Conversion.scaled(16, -3);
        Limits limits = Limits.none().with(LNC, volts.toCount(2.6)).with(LCR, volts.toCount(2.4));
        analog("vbat", 0, Measure.VOLTAGE, board, volts, limits, 0.005, _ -> 3.07);
    }

    private void power() {
        number = profile.numberOf("power");
        var system = new Entity(Entity.SYSTEM, 1);
        watts("total-power", 0, system, Conversion.scaled(5, 0), Physics::totalInputWatts);
        for (int psu = 0; psu < Shape.PSUS; psu++) {
            int index = psu;
            var entity = new Entity(Entity.POWER_SUPPLY, psu + 1);
            watts("psu-power", psu, entity, Conversion.scaled(5, 0), m -> m.inputWatts(index));
            Conversion amperes = Conversion.scaled(4, -2);
            analog(
                    "psu-current",
                    psu,
                    Measure.CURRENT,
                    entity,
                    amperes,
                    Limits.none(),
                    0.02,
                    m -> m.inputAmperes(index));
            analog(
                    "psu-volts",
                    psu,
                    Measure.VOLTAGE,
                    entity,
                    Conversion.scaled(1, 0),
                    Limits.none(),
                    0.6,
                    m -> m.inputVolts(index));
        }
        for (int cpu = 0; cpu < Shape.CPUS; cpu++) {
            int index = cpu;
            var entity = new Entity(Entity.PROCESSOR, cpu + 1);
            watts("cpu-power", cpu, entity, Conversion.scaled(2, 0), m -> m.cpuWatts(index));
        }
        analog(
                "utilization",
                0,
                Measure.UTILIZATION,
                system,
                Conversion.scaled(1, 0),
                Limits.none(),
                0.5,
                Physics::utilizationPercent);
    }

    private void supplies() {
        number = profile.numberOf("discrete");
        for (int psu = 0; psu < Shape.PSUS; psu++) {
            int supply = psu;
            var entity = new Entity(Entity.POWER_SUPPLY, psu + 1);
            // Presence detected; power supply input lost.
            States states = (m, _) -> m.hasInput(supply) ? 0x01 : 0x09;
            discrete("psu-status", psu, TypeCode.POWER_SUPPLY, entity, 0x000B, states);
        }
        var system = new Entity(Entity.SYSTEM, 1);
        redundancy(
                "psu-redundancy",
                TypeCode.POWER_SUPPLY,
                system,
                (m, _) -> m.supplyRedundant() ? 1 : 2);
        redundancy("fan-redundancy", TypeCode.FAN, system, (m, _) -> m.fansRedundant() ? 1 : 2);
    }

    private void host() {
        var system = new Entity(Entity.SYSTEM, 1);
        discrete(
                "intrusion",
                0,
                TypeCode.INTRUSION,
                new Entity(Entity.CHASSIS, 1),
                0x0001,
                (m, _) -> m.chassisOpen() ? 1 : 0);
        for (int cpu = 0; cpu < Shape.CPUS; cpu++) {
            int index = cpu;
            var entity = new Entity(Entity.PROCESSOR, cpu + 1);
            // Presence; automatically throttled.
            States states = (m, _) -> m.throttled(index) ? 0x0480 : 0x0080;
            discrete("cpu-status", cpu, TypeCode.PROCESSOR, entity, 0x0483, states);
        }
        discrete(
                "memory",
                0,
                TypeCode.MEMORY,
                new Entity(Entity.MEMORY, 1),
                0x0063,
                (m, _) -> m.memoryLogLimitReached() ? 0x60 : 0x40);
        discrete("watchdog", 0, TypeCode.WATCHDOG, system, 0x000F, (_, _) -> 0);
        discrete(
                "power-unit",
                0,
                TypeCode.POWER_UNIT,
                system,
                0x0031,
                (m, _) -> m.powered() ? 0 : 0x11);
        discrete(
                "event-log",
                0,
                TypeCode.EVENT_LOG,
                new Entity(Entity.CONTROLLER, 1),
                0x0034,
                (_, _) -> 0);
        discrete("acpi", 0, TypeCode.ACPI, system, 0x0041, (m, _) -> m.powered() ? 0x01 : 0x40);
    }

    private void drives() {
        number = profile.numberOf("drive");
        // Presence; fault. One record for all slots.
        sensors.add(
                new Discrete(
                        number,
                        profile.sensorName("drive", 0),
                        TypeCode.DRIVE_SLOT,
                        new Entity(Entity.DISK, 1),
                        Discrete.SENSOR_SPECIFIC,
                        0x0003,
                        shape.driveSlots(),
                        (m, slot) -> m.driveFailed(slot) ? 0x03 : 0x01));
    }

    private void temperature(
            String role,
            int index,
            Entity entity,
            double unc,
            double ucr,
            double noise,
            Quantity quantity) {
        Conversion conversion = profile.temperature();
        Limits limits = upper(conversion, unc, ucr).withHysteresis(2);
        if (role.equals("inlet")) {
            limits = limits.with(LNC, conversion.toCount(3));
        }
        analog(role, index, Measure.TEMPERATURE, entity, conversion, limits, noise, quantity);
    }

    private void rail(
            String role,
            int index,
            Entity entity,
            Conversion volts,
            double nominal,
            Quantity quantity) {
        Limits limits =
                upper(volts, nominal * 1.07, nominal * 1.1)
                        .with(LNC, volts.toCount(nominal * 0.93))
                        .with(LCR, volts.toCount(nominal * 0.9))
                        .withHysteresis(1);
        double noise = nominal * 0.002;
        analog(role, index, Measure.VOLTAGE, entity, volts, limits, noise, quantity);
    }

    private void watts(String role, int index, Entity entity, Conversion watts, Quantity quantity) {
        Limits none = Limits.none();
        analog(role, index, Measure.POWER, entity, watts, none, 1, quantity);
    }

    private Limits upper(Conversion conversion, double unc, double ucr) {
        return Limits.none().with(UNC, conversion.toCount(unc)).with(UCR, conversion.toCount(ucr));
    }

    private int temperatureCount(double celsius) {
        return profile.temperature().toCount(celsius);
    }

    private void redundancy(String role, int type, Entity entity, States states) {
        add(role, 0, type, entity, Discrete.REDUNDANCY, 0x0003, states);
    }

    private void discrete(
            String role, int index, int type, Entity entity, int possible, States states) {
        add(role, index, type, entity, Discrete.SENSOR_SPECIFIC, possible, states);
    }

    private void add(
            String role,
            int index,
            int type,
            Entity entity,
            int eventType,
            int possible,
            States states) {
        String name = profile.sensorName(role, index);
        sensors.add(new Discrete(number++, name, type, entity, eventType, possible, 1, states));
    }

    private void analog(
            String role,
            int index,
            Measure measure,
            Entity entity,
            Conversion conversion,
            Limits limits,
            double noise,
            Quantity quantity) {
        sensors.add(
                new Analog(
                        number++,
                        profile.sensorName(role, index),
                        measure,
                        entity,
                        conversion,
                        limits,
                        noise,
                        quantity));
    }
}
