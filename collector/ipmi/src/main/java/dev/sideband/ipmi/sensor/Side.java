package dev.sideband.ipmi.sensor;

/** The side on which thresholds are crossed. */
public enum Side {
    LOW,
    HIGH,
    NONE
}
