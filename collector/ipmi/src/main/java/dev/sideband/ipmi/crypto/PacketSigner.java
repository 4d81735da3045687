package dev.sideband.ipmi.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs and verifies the packets of one session; one keyed HMAC serves them all. */
public final class PacketSigner {
    private final Mac mac;
    private final int codeLength;

    PacketSigner(String macName, int codeLength, byte[] key) {
        this.codeLength = codeLength;
        try {
            mac = Mac.getInstance(macName);
            mac.init(new SecretKeySpec(key, macName));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK lacks " + macName, e);
        }
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

    private byte[] code(byte[] packet, int offset, int length) {
        mac.update(packet, offset, length);
        return mac.doFinal();
    }
}
