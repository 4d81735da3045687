package dev.sideband.ipmi.sol;

/** How long packets to a BMC may be, by its answer to Activate Payload. */
final class PayloadSize {
    /** Where the BMC says nothing that makes sense. */
    private static final int CAREFUL = 64;

    private static final int MIN = SolPacket.HEADER_LENGTH + 1;

    /** A datagram has to fit in here; firmware that says more has its bytes turned round. */
    private static final int MAX = 1400;

    /** No more than this in a packet: the whole message then fits into 256 bytes. */
    private static final int MOST_CHARACTERS = 200;

    private PayloadSize() {}

    static int charactersToBmc(int inboundSize) {
        int turned = Integer.reverseBytes(inboundSize) >>> 16;
        int size = isSensible(inboundSize) ? inboundSize : isSensible(turned) ? turned : CAREFUL;
        return Math.min(MOST_CHARACTERS, size - SolPacket.HEADER_LENGTH);
    }

    private static boolean isSensible(int size) {
        return size >= MIN && size <= MAX;
    }
}
