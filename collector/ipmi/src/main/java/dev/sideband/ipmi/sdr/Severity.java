package dev.sideband.ipmi.sdr;

/** How bad an event is, as a policy and not as IPMI has it. */
public enum Severity {
    /** Good news: a recovery or a normal state. */
    OK,
    /** Worth knowing. */
    INFO,
    /** Worth a look in working hours. */
    WARNING,
    /** Worth waking somebody. */
    CRITICAL
}
