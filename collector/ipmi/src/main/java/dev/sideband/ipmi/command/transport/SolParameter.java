package dev.sideband.ipmi.command.transport;

/** The parameters of serial over LAN by their numbers (IPMI 2.0 table 26-5). */
public final class SolParameter {
    public static final int SET_IN_PROGRESS = 0;

    /** One byte, bit 0: whether the payload can be activated. */
    public static final int ENABLE = 1;

    /** One byte: bit 7 and 6 force encryption and authentication, bits 3 to 0 the privilege. */
    public static final int AUTHENTICATION = 2;

    /** Two bytes: the accumulate interval in units of 5 ms, and the send threshold. */
    public static final int CHARACTER_ACCUMULATE = 3;

    /** Two bytes: how often in bits 2 to 0, and the interval in units of 10 ms. */
    public static final int RETRY = 4;

    public static final int NON_VOLATILE_BIT_RATE = 5;
    public static final int VOLATILE_BIT_RATE = 6;
    public static final int PAYLOAD_CHANNEL = 7;

    /** Two bytes: the UDP port. */
    public static final int PAYLOAD_PORT = 8;

    private SolParameter() {}
}
