package dev.sideband.redfish.log;

/** How bad an event is. */
public enum LogSeverity {
    /** Good news: a recovery or a normal state. */
    OK,
    /** Worth knowing. */
    INFO,
    /** Worth a look in working hours. */
    WARNING,
    /** Worth waking somebody. */
    CRITICAL,
    /** Not told. */
    UNKNOWN
}
