package dev.sideband.simulator;

/** By which protocols a BMC of a fleet can be asked. */
public enum Protocols {
    IPMI,
    REDFISH,
    BOTH;

    boolean ipmi() {
        return this != REDFISH;
    }

    boolean redfish() {
        return this != IPMI;
    }
}
