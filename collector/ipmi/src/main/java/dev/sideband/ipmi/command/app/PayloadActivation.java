package dev.sideband.ipmi.command.app;

/** What the payload commands have in common (IPMI 2.0 §24). */
final class PayloadActivation {
    /** A payload can be had so often at once, by the numbers that the specification has. */
    private static final int INSTANCES = 15;

    private PayloadActivation() {}

    static void check(int payloadType, int instance) {
        if (payloadType < 0 || payloadType > 0x3F) {
            throw new IllegalArgumentException(
                    "a payload type is 0 to 63, not %d".formatted(payloadType));
        }
        if (instance < 1 || instance > INSTANCES) {
            throw new IllegalArgumentException(
                    "a payload's instance is 1 to 15, not %d".formatted(instance));
        }
    }
}
