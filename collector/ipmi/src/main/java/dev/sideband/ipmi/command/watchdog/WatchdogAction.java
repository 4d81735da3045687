package dev.sideband.ipmi.command.watchdog;

import java.util.Arrays;
import java.util.Optional;

/** What happens when the timer runs out (IPMI 2.0 §27.6). */
public enum WatchdogAction {
    NONE(0),
    HARD_RESET(1),
    POWER_DOWN(2),
    POWER_CYCLE(3);

    private final int code;

    WatchdogAction(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** The action of a three-bit code; empty where it is reserved. */
    static Optional<WatchdogAction> of(int code) {
        return Arrays.stream(values()).filter(action -> action.code == code).findFirst();
    }
}
