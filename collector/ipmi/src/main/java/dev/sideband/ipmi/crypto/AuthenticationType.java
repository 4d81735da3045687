package dev.sideband.ipmi.crypto;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How messages of IPMI 1.5 sessions are authenticated (IPMI 2.0 §13.6 and table 22-15). */
public enum AuthenticationType {
    NONE(0),
    MD2(1),
    MD5(2),
    /** The password itself, for everybody on the way to read. */
    PASSWORD(4);

    private static final List<AuthenticationType> STRONGEST_FIRST =
            List.of(MD5, MD2, PASSWORD, NONE);

    private final int number;

    AuthenticationType(int number) {
        this.number = number;
    }

    /** The number on the wire; also the bit in Get Channel Authentication Capabilities. */
    public int number() {
        return number;
    }

    public static List<AuthenticationType> strongestFirst() {
        return STRONGEST_FIRST;
    }

    /** The type of a number on the wire; nothing for an OEM's and for RMCP+. */
    public static Optional<AuthenticationType> of(int number) {
        return Arrays.stream(values()).filter(type -> type.number == number).findAny();
    }
}
