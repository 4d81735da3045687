package dev.sideband.ipmi.crypto;

import java.security.MessageDigest;
import java.util.Arrays;

/** Signs and verifies the packets of one session. Owned by one thread. */
public abstract sealed class PacketSigner permits HmacSigner, Md5Signer {
    private final int codeLength;

    PacketSigner(int codeLength) {
        this.codeLength = codeLength;
    }

    public int codeLength() {
        return codeLength;
    }

    /** Writes the code over {@code length} bytes right behind them. */
    public void sign(byte[] packet, int offset, int length) {
        System.arraycopy(code(packet, offset, length), 0, packet, offset + length, codeLength);
    }

    /**
     * Whether the bytes behind {@code length} bytes are their code; takes equal time either way.
     */
    public boolean verify(byte[] packet, int offset, int length) {
        byte[] expected = Arrays.copyOf(code(packet, offset, length), codeLength);
        int end = offset + length;
        return MessageDigest.isEqual(expected, Arrays.copyOfRange(packet, end, end + codeLength));
    }

    /** The code, or more than that: its first bytes count. */
    abstract byte[] code(byte[] packet, int offset, int length);
}
