package dev.sideband.redfish.log;

/** Whether a state began or ended. */
public enum LogDirection {
    /** It began. */
    ASSERTED,
    /** It ended. */
    DEASSERTED,
    /** It is no state, or not told. */
    NONE
}
