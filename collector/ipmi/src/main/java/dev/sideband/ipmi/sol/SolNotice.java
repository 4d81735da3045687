package dev.sideband.ipmi.sol;

/** What a BMC says about its console besides the characters. */
public enum SolNotice {
    /** The system is off or resets: what is typed waits. */
    TRANSFER_UNAVAILABLE,
    /** Characters pass again. */
    TRANSFER_AVAILABLE,
    /** The BMC lost characters of the system here. */
    OVERRUN,
    /** Packets of the BMC never arrived, and it gave them up. */
    PACKETS_LOST,
    /** The system sent a break. */
    BREAK
}
