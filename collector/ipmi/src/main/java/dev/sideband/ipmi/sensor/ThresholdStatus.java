package dev.sideband.ipmi.sensor;

/** Where the BMC sees a value against its thresholds, hysteresis included. */
public enum ThresholdStatus {
    OK,
    /** Past a non-critical threshold. */
    NC,
    /** Past a critical threshold. */
    CR,
    /** Past a non-recoverable threshold. */
    NR,
    /** The sensor has no thresholds, or the BMC did not tell. */
    UNKNOWN
}
