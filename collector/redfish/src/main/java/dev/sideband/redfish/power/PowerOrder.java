package dev.sideband.redfish.power;

import java.util.List;

/** What can be ordered of a server's power, and the ResetTypes (DSP0268) that do it. */
public enum PowerOrder {
    ON,
    /** At once. */
    OFF,
    /** By way of the operating system. */
    SOFT,
    /** Off, then on again. */
    CYCLE,
    RESET,
    /** An interrupt by which the operating system writes a dump. */
    DIAG;

    /** The types that do it, the best first. */
    List<String> resetTypes() {
        return switch (this) {
            case ON -> List.of("On", "ForceOn");
            case OFF -> List.of("ForceOff");
            case SOFT -> List.of("GracefulShutdown");
            case CYCLE -> List.of("PowerCycle");
            case RESET -> List.of("ForceRestart");
            case DIAG -> List.of("Nmi");
        };
    }
}
