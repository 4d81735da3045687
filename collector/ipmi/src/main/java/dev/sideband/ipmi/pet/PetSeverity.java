package dev.sideband.ipmi.pet;

/** How bad the sender thinks an event is. */
public enum PetSeverity {
    UNSPECIFIED,
    MONITOR,
    INFORMATION,
    OK,
    NON_CRITICAL,
    CRITICAL,
    NON_RECOVERABLE;

    static PetSeverity of(int code) {
        return switch (code) {
            case 0x01 -> MONITOR;
            case 0x02 -> INFORMATION;
            case 0x04 -> OK;
            case 0x08 -> NON_CRITICAL;
            case 0x10 -> CRITICAL;
            case 0x20 -> NON_RECOVERABLE;
            default -> UNSPECIFIED;
        };
    }
}
