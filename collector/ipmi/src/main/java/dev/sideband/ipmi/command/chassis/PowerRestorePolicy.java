package dev.sideband.ipmi.command.chassis;

/** What a chassis does when mains power comes back (IPMI 2.0 §28.2, §28.8). */
public enum PowerRestorePolicy {
    STAY_OFF(0),
    /** On where it was on when the power failed. */
    PREVIOUS(1),
    POWER_UP(2),
    UNKNOWN(3);

    private final int code;

    PowerRestorePolicy(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** The policy of a two-bit code. */
    static PowerRestorePolicy of(int code) {
        return switch (code) {
            case 0 -> STAY_OFF;
            case 1 -> PREVIOUS;
            case 2 -> POWER_UP;
            default -> UNKNOWN;
        };
    }
}
