package dev.sideband.simulator.model;

/** What can be done to a host from outside. */
public enum HostAction {
    ON,
    /** At once. */
    OFF,
    /** By its operating system, which takes a few seconds. */
    SHUT_DOWN,
    RESET,
    /** Off and on again. */
    CYCLE
}
