package dev.sideband.ipmi.dcmi;

import dev.sideband.ipmi.sdr.Entity;
import dev.sideband.ipmi.sensor.SensorKind;

/**
 * Something that a BMC measures and tells by DCMI only.
 *
 * @param entity the part of the machine; instance 0 for the whole system
 */
public record DcmiSensor(SensorKind kind, Entity entity) {
    static final int INLET = 0x40;
    static final int PROCESSOR = 0x41;
    static final int BASEBOARD = 0x42;

    /** The entity id of a system's chassis (IPMI 2.0 table 43-13). */
    private static final int SYSTEM = 0x17;

    /** The power of the whole system in watts. */
    public static final DcmiSensor POWER =
            new DcmiSensor(SensorKind.POWER, new Entity(SYSTEM, 0, false));

    /** What one instance of DCMI's entities measures. */
    public static DcmiSensor temperature(int entityId, int instance) {
        return new DcmiSensor(SensorKind.TEMPERATURE, new Entity(entityId, instance, false));
    }

    /** Stable: {@code dcmi.power}, or {@code dcmi.temperature.40.1} with entity and instance. */
    public String id() {
        return equals(POWER)
                ? "dcmi.power"
                : "dcmi.temperature.%02x.%d".formatted(entity.id(), entity.instance());
    }

    /** For people, with DCMI in it. */
    public String name() {
        return switch (entity.id()) {
            case INLET -> "DCMI Inlet Temp " + entity.instance();
            case PROCESSOR -> "DCMI CPU Temp " + entity.instance();
            case BASEBOARD -> "DCMI Baseboard Temp " + entity.instance();
            default -> "DCMI System Power";
        };
    }

    /** In UCUM notation. */
    public String unit() {
        return kind == SensorKind.POWER ? "W" : "Cel";
    }
}
