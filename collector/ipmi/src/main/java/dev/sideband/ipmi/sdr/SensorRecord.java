package dev.sideband.ipmi.sdr;

/** A record that describes one sensor, or a row of sensors with one description. */
public sealed interface SensorRecord extends SdrRecord
        permits FullSensorRecord, CompactSensorRecord, EventOnlyRecord {
    /** The sensor, or the first of the row. */
    SensorKey key();

    /** The part of the machine that it watches. */
    Entity entity();

    /** What it measures, see {@link SensorType}. */
    int sensorType();

    /** How its states read, see {@link EventType}. */
    int eventType();

    /**
     * Its name, which may be empty and need not be the only one of that name; of a row of sensors
     * what all their names begin with.
     */
    String name();

    /** How many sensors the record stands for. */
    Sharing sharing();
}
