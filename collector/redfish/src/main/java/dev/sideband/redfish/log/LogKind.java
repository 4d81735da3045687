package dev.sideband.redfish.log;

/** What a log tells of. */
public enum LogKind {
    /** The machine's System Event Log, as IPMI has it too. */
    SEL,
    /** Events of the hardware, in the vendor's own log. */
    HARDWARE,
    /** What the BMC itself did and was asked to do; not read unless wanted. */
    MANAGEMENT,
    /** Journals, dumps, POST codes, audits: never read, as they would bury the events. */
    OTHER;

    /** Whether it is read where nobody says otherwise. */
    public boolean isRead() {
        return switch (this) {
            case SEL, HARDWARE -> true;
            case MANAGEMENT, OTHER -> false;
        };
    }
}
