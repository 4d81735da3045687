package dev.sideband.redfish.sensor;

/** The side of the thresholds that a status speaks of. */
public enum Side {
    NONE,
    LOW,
    HIGH
}
