package dev.sideband.ipmi.sensor;

/** Whether the value and states of an observation can be relied on. */
public enum Quality {
    GOOD,
    /** The BMC says that it has no reading now. */
    UNAVAILABLE,
    /** The BMC does not look at the sensor now. */
    SCANNING_OFF,
    /** The sensor is not there now, as on a machine that is switched off. */
    ABSENT,
    /** The raw reading has no value in the conversion, such as the logarithm of zero. */
    IMPLAUSIBLE,
    /** The BMC's answer could not be decoded. */
    DECODE_ERROR
}
