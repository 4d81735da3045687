package dev.sideband.ipmi.command;

/** The answer of a command that tells nothing but that it was carried out. */
public enum Done {
    DONE
}
