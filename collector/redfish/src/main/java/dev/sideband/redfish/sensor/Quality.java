package dev.sideband.redfish.sensor;

/** Whether a reading can be relied on, and why not. */
public enum Quality {
    /** The value or the states are what the sensor measured. */
    GOOD,
    /** The sensor is there and has nothing to say now, as when its server is switched off. */
    UNAVAILABLE,
    /** The BMC does not look at it: {@code State} Disabled. */
    SCANNING_OFF,
    /** What it would measure is not there: {@code State} Absent, whatever number stands beside. */
    ABSENT,
    /** It was not asked this time, or the BMC says itself that the value is old. */
    STALE,
    /** A number that cannot be. */
    IMPLAUSIBLE,
    /** What stands in the place of the number is none. */
    DECODE_ERROR
}
