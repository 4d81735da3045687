package dev.sideband.ipmi.crypto;

import java.util.Arrays;

/** A password or BMC key (K_G) as RAKP uses it: padded with zeros to 20 bytes. */
public final class RakpKey implements AutoCloseable {
    public static final int LENGTH = 20;

    private final byte[] padded;

    private RakpKey(byte[] padded) {
        this.padded = padded;
    }

    /**
     * A padded copy of {@code secret}.
     *
     * @throws IllegalArgumentException where it is longer than 20 bytes
     */
    public static RakpKey of(byte[] secret) {
        if (secret.length > LENGTH) {
            throw new IllegalArgumentException(
                    "a BMC's password or key has at most 20 bytes, this one has " + secret.length);
        }
        return new RakpKey(Arrays.copyOf(secret, LENGTH));
    }

    /** The key of the first {@code length} bytes only. */
    public RakpKey cutTo(int length) {
        return new RakpKey(Arrays.copyOf(Arrays.copyOf(padded, length), LENGTH));
    }

    byte[] padded() {
        return padded;
    }

    /** Overwrites the key. */
    @Override
    public void close() {
        Arrays.fill(padded, (byte) 0);
    }

    @Override
    public String toString() {
        return "RakpKey[***]";
    }
}
