package dev.sideband.ipmi.wire;

/** The two's complement sum over IPMI messages, FRU areas and multirecords (IPMI 2.0 §13.8). */
public final class Checksum {
    private Checksum() {}

    /** The byte that makes the sum of {@code length} bytes and itself zero, 0 to 255. */
    public static int of(byte[] data, int offset, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += data[offset + i];
        }
        return -sum & 0xFF;
    }
}
