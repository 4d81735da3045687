package dev.sideband.redfish.sensor;

/** Where a value is against its thresholds. */
public enum ThresholdStatus {
    /** There is no value or no threshold, and nothing can be said. */
    UNKNOWN,
    OK,
    /** Non-critical: Redfish's caution. */
    NC,
    /** Critical. */
    CR,
    /** Non-recoverable: Redfish's fatal. */
    NR
}
