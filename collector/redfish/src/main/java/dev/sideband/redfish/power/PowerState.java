package dev.sideband.redfish.power;

import dev.sideband.redfish.resource.Resource;

/** A system's power (DSP0268, ComputerSystem.PowerState). */
public enum PowerState {
    ON,
    OFF,
    POWERING_ON,
    POWERING_OFF,
    PAUSED,
    /** The service does not say. */
    UNKNOWN;

    /** What a system, or a chassis, says of its power. */
    public static PowerState of(Resource system) {
        return switch (system.text("PowerState").orElse("")) {
            case "On" -> ON;
            case "Off" -> OFF;
            case "PoweringOn" -> POWERING_ON;
            case "PoweringOff" -> POWERING_OFF;
            case "Paused" -> PAUSED;
            default -> UNKNOWN;
        };
    }
}
