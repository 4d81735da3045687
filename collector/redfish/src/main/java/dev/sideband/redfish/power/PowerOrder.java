package dev.sideband.redfish.power;

import java.util.List;

/** What can be ordered of a server's power, and the ResetTypes (DSP0268) that do it. */
public enum PowerOrder {
    ON("On", "ForceOn"),
    /** At once. */
    OFF("ForceOff"),
    /** By way of the operating system. */
    SOFT("GracefulShutdown"),
    /** Off, then on again. */
    CYCLE("PowerCycle"),
    RESET("ForceRestart"),
    /** An interrupt by which the operating system writes a dump. */
    DIAG("Nmi");

    private final List<String> resetTypes;

    PowerOrder(String... resetTypes) {
        this.resetTypes = List.of(resetTypes);
    }

    /** The types that do it, the best first. */
    List<String> resetTypes() {
        return resetTypes;
    }
}
