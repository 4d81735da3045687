package dev.sideband.ipmi.message;

import java.util.Optional;

/** What a session may do, from least to most (IPMI 2.0 §6.8). */
public enum PrivilegeLevel {
    CALLBACK(1),
    USER(2),
    OPERATOR(3),
    ADMINISTRATOR(4),
    OEM(5);

    private final int number;

    PrivilegeLevel(int number) {
        this.number = number;
    }

    /** The number on the wire; 0, "the highest there is", is deliberately no level here. */
    public int number() {
        return number;
    }

    /** The level of a number on the wire, or nothing for 0 and for reserved numbers. */
    public static Optional<PrivilegeLevel> of(int number) {
        return number >= 1 && number <= 5 ? Optional.of(values()[number - 1]) : Optional.empty();
    }
}
