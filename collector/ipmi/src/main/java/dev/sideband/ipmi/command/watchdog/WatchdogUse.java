package dev.sideband.ipmi.command.watchdog;

import java.util.Arrays;
import java.util.Optional;

/** Who uses the timer (IPMI 2.0 §27.6); each has its own flag that the timer ran out. */
public enum WatchdogUse {
    FRB2(1, "BIOS FRB2"),
    POST(2, "BIOS/POST"),
    OS_LOAD(3, "OS load"),
    SMS_OS(4, "SMS/OS"),
    OEM(5, "OEM");

    private final int code;
    private final String text;

    WatchdogUse(int code, String text) {
        this.code = code;
        this.text = text;
    }

    int code() {
        return code;
    }

    public String text() {
        return text;
    }

    /** The use of a three-bit code; empty where it is reserved. */
    static Optional<WatchdogUse> of(int code) {
        return Arrays.stream(values()).filter(use -> use.code == code).findFirst();
    }
}
