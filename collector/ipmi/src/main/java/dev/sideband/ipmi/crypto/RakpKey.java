package dev.sideband.ipmi.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

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

    /**
     * The key that a file or a variable holds: its bytes, or behind 0x hexadecimal digits.
     *
     * @throws IllegalArgumentException where it is longer than 20 bytes, or no hexadecimal number
     */
    public static RakpKey parse(byte[] text) {
        boolean isHex = text.length > 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
        if (!isHex) {
            return of(text);
        }
        try {
            String digits = new String(text, 2, text.length - 2, StandardCharsets.ISO_8859_1);
            return of(HexFormat.of().parseHex(digits));
        } catch (IllegalArgumentException e) {
            // The cause would show the key.
            throw new IllegalArgumentException(
                    "a BMC's key begins with 0x, but what follows are not 2 to 40 hexadecimal"
                            + " digits");
        }
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
