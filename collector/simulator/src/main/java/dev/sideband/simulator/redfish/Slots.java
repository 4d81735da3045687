package dev.sideband.simulator.redfish;

import dev.sideband.simulator.model.Blueprint;
import dev.sideband.simulator.model.Blueprint.Slot;
import dev.sideband.simulator.model.Sensor.Analog;
import dev.sideband.simulator.model.Sensor.Entity;
import dev.sideband.simulator.model.Sensor.Measure;

import java.util.List;
import java.util.Locale;

/** Finds a blueprint's sensors by what they measure. */
record Slots(Blueprint blueprint) {
    List<Slot> of(Measure measure) {
        return blueprint.slots().stream()
                .filter(slot -> slot.sensor() instanceof Analog one && one.measure() == measure)
                .toList();
    }

    /** The one at a power supply, counted from 0. */
    Slot ofSupply(Measure measure, int psu) {
        return one(measure, Entity.POWER_SUPPLY, psu + 1);
    }

    Slot one(Measure measure, int entity, int instance) {
        return of(measure).stream()
                .filter(slot -> slot.sensor().entity().equals(new Entity(entity, instance)))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(
                                "%s has no %s".formatted(blueprint.profile(), measure)));
    }

    static Analog analog(Slot slot) {
        if (slot.sensor() instanceof Analog analog) {
            return analog;
        }
        throw new IllegalArgumentException(slot.name() + " measures nothing");
    }

    /** Where it is (DSP0268: PhysicalContext). */
    static String context(Slot slot) {
        Analog analog = analog(slot);
        String name = analog.name().toLowerCase(Locale.ROOT);
        return switch (analog.entity().id()) {
            case Entity.AIR_INLET -> "Intake";
            case Entity.PROCESSOR -> name.contains("vr") ? "VoltageRegulator" : "CPU";
            case Entity.MEMORY -> "Memory";
            case Entity.POWER_SUPPLY -> "PowerSupply";
            case Entity.FAN -> "Fan";
            case Entity.BOARD ->
                    name.contains("exhaust") || name.contains("outlet") ? "Exhaust" : "SystemBoard";
            default -> "Chassis";
        };
    }
}
