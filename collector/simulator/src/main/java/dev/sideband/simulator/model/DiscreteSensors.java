package dev.sideband.simulator.model;

import dev.sideband.simulator.model.Sensor.Discrete;
import dev.sideband.simulator.model.Sensor.Entity;
import dev.sideband.simulator.model.Sensor.States;
import dev.sideband.simulator.model.Sensor.TypeCode;

import java.util.ArrayList;
import java.util.List;

/** The sensors of a profile that watch: their states are offsets of IPMI 2.0 table 42-3. */
final class DiscreteSensors {
    private final Profile profile;
    private final Shape shape;
    private final List<Sensor> sensors = new ArrayList<>();
    private int number;

    private DiscreteSensors(Profile profile) {
        this.profile = profile;
        this.shape = profile.shape();
    }

    static List<Sensor> of(Profile profile) {
        var all = new DiscreteSensors(profile);
        all.supplies();
        all.host();
        all.drives();
        return all.sensors;
    }

    private void supplies() {
        number = profile.numberOf("discrete");
        // Presence (0), failure (1), input lost (3).
        add(
                "psu-status",
                Entity.POWER_SUPPLY,
                Shape.PSUS,
                TypeCode.POWER_SUPPLY,
                0x000B,
                (m, psu) -> m.hasInput(psu) ? 0x0001 : 0x0009);
        addRedundancy(
                "psu-redundancy", TypeCode.POWER_SUPPLY, (m, _) -> m.supplyRedundant() ? 1 : 2);
        addRedundancy("fan-redundancy", TypeCode.FAN, (m, _) -> m.fansRedundant() ? 1 : 2);
    }

    private void host() {
        // General chassis intrusion (0).
        add(
                "intrusion",
                Entity.CHASSIS,
                1,
                TypeCode.INTRUSION,
                0x0001,
                (m, _) -> m.chassisOpen() ? 0x0001 : 0);
        // Internal error (0), thermal trip (1), presence (7), throttled (10).
        add(
                "cpu-status",
                Entity.PROCESSOR,
                Shape.CPUS,
                TypeCode.PROCESSOR,
                0x0483,
                (m, cpu) -> m.throttled(cpu) ? 0x0480 : 0x0080);
        // Correctable (0) and uncorrectable error (1), logging limit reached (5), presence (6).
        add(
                "memory",
                Entity.MEMORY,
                1,
                TypeCode.MEMORY,
                0x0063,
                (m, _) -> m.memoryLogLimitReached() ? 0x0060 : 0x0040);
        add("watchdog", Entity.SYSTEM, 1, TypeCode.WATCHDOG, 0x000F, (_, _) -> 0);
        // Power off (0), input lost (4), soft power control failure (5).
        add(
                "power-unit",
                Entity.SYSTEM,
                1,
                TypeCode.POWER_UNIT,
                0x0031,
                (m, _) -> m.powered() ? (m.running() ? 0 : 0x0001) : 0x0011);
        // Cleared (2), full (4), almost full (5): what the log itself knows.
        add("event-log", Entity.CONTROLLER, 1, TypeCode.EVENT_LOG, 0x0034, (_, _) -> 0);
        // Working (0), mechanical off (6).
        add(
                "acpi",
                Entity.SYSTEM,
                1,
                TypeCode.ACPI,
                0x0041,
                (m, _) -> m.running() ? 0x0001 : 0x0040);
    }

    /** One record for all slots: presence (0), fault (1). */
    private void drives() {
        sensors.add(
                new Discrete(
                        profile.numberOf("drive"),
                        profile.sensorName("drive", 0),
                        TypeCode.DRIVE_SLOT,
                        new Entity(Entity.DISK, 1),
                        Discrete.SENSOR_SPECIFIC,
                        0x0003,
                        shape.driveSlots(),
                        (m, slot) -> m.driveFailed(slot) ? 0x0003 : 0x0001));
    }

    private void addRedundancy(String role, int type, States states) {
        var entity = new Entity(Entity.SYSTEM, 1);
        String name = profile.sensorName(role, 0);
        sensors.add(new Discrete(number++, name, type, entity, Discrete.REDUNDANCY, 3, 1, states));
    }

    /** Adds sensors with numbers and records of their own for the things of one sort. */
    private void add(String role, int entity, int count, int type, int possible, States states) {
        for (int n = 0; n < count; n++) {
            int index = n;
            sensors.add(
                    new Discrete(
                            number++,
                            profile.sensorName(role, index),
                            type,
                            new Entity(entity, index + 1),
                            Discrete.SENSOR_SPECIFIC,
                            possible,
                            1,
                            (machine, _) -> states.of(machine, index)));
        }
    }
}
