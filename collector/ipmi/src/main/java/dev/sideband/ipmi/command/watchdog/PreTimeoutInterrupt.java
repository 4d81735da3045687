package dev.sideband.ipmi.command.watchdog;

import java.util.Arrays;
import java.util.Optional;

/** What happens shortly before the timer runs out (IPMI 2.0 §27.6). */
public enum PreTimeoutInterrupt {
    NONE(0),
    SMI(1),
    /** A non-maskable or diagnostic interrupt. */
    NMI(2),
    /** The interrupt of the channel for messages. */
    MESSAGING(3);

    private final int code;

    PreTimeoutInterrupt(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** The interrupt of a three-bit code; empty where it is reserved. */
    static Optional<PreTimeoutInterrupt> of(int code) {
        return Arrays.stream(values()).filter(each -> each.code == code).findFirst();
    }
}
