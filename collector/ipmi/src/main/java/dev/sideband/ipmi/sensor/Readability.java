package dev.sideband.ipmi.sensor;

/** Whether and how a sensor can be read. */
public enum Readability {
    /** By Get Sensor Reading to the BMC itself. */
    READABLE,
    /** It only sends events. */
    EVENT_ONLY,
    /** Another controller has it: the BMC hands the question on. */
    BRIDGED,
    /** Software has it, which cannot be asked. */
    SOFTWARE
}
