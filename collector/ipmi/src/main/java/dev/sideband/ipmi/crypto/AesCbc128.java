package dev.sideband.ipmi.crypto;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.OptionalInt;

import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-CBC-128 with IPMI's own padding (IPMI 2.0 §13.29): a 16-byte initialization vector, then the
 * encrypted message, pad bytes 01h, 02h, … and pad length.
 *
 * <p>Both ciphers are keyed once and then run on as one long chain, because a block in front takes
 * the place of an initialization vector. Encrypting puts a zero block before each message: what
 * comes out of it, AES of the last cipher block, nobody without the key can foretell, and it is
 * this message's vector. Decrypting the vector yields a block to throw away, and leaves the chain
 * where the message needs it.
 */
public final class AesCbc128 {
    /** The number in proposals (IPMI 2.0 table 13-19). */
    public static final int ALGORITHM_NUMBER = 0x01;

    private static final int BLOCK = 16;

    private final Cipher encrypting;
    private final Cipher decrypting;

    /** Takes the key from {@code keys} and the first vector from {@code random}. */
    public AesCbc128(SessionKeys keys, SecureRandom random) {
        this(keys.aesKey(), random);
    }

    AesCbc128(byte[] key, SecureRandom random) {
        byte[] first = new byte[BLOCK];
        random.nextBytes(first);
        encrypting = cipher(Cipher.ENCRYPT_MODE, key, first);
        decrypting = cipher(Cipher.DECRYPT_MODE, key, first);
    }

    /** Length of an encrypted payload that carries {@code messageLength} bytes. */
    public static int encryptedLength(int messageLength) {
        return BLOCK + (messageLength / BLOCK + 1) * BLOCK;
    }

    /** Writes the encrypted payload of {@code message} into {@code packet} at {@code offset}. */
    public void encrypt(byte[] message, byte[] packet, int offset) {
        int length = encryptedLength(message.length);
        byte[] padded = new byte[length];
        System.arraycopy(message, 0, padded, BLOCK, message.length);
        int padLength = length - BLOCK - message.length - 1;
        for (int i = 1; i <= padLength; i++) {
            padded[BLOCK + message.length + i - 1] = (byte) i;
        }
        padded[length - 1] = (byte) padLength;
        run(encrypting, padded, 0, length, packet, offset);
    }

    /**
     * Decrypts {@code length} bytes of {@code packet} in place: the message starts 16 bytes behind
     * {@code offset}.
     *
     * @return the message's length, or nothing where length or padding are wrong
     */
    public OptionalInt decrypt(byte[] packet, int offset, int length) {
        if (length < 2 * BLOCK || length % BLOCK != 0) {
            return OptionalInt.empty();
        }
        run(decrypting, packet, offset, length, packet, offset);
        int padAt = offset + length - 1;
        int padLength = packet[padAt];
        // Some firmware pads with a whole block, although 15 bytes are the most that make sense.
        if (padLength < 0 || padLength > BLOCK || padLength > length - BLOCK - 1) {
            return OptionalInt.empty();
        }
        for (int i = 1; i <= padLength; i++) {
            if (packet[padAt - padLength + i - 1] != i) {
                return OptionalInt.empty();
            }
        }
        return OptionalInt.of(length - BLOCK - 1 - padLength);
    }

    private static void run(
            Cipher cipher, byte[] in, int offset, int length, byte[] out, int outOffset) {
        try {
            cipher.update(in, offset, length, out, outOffset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES failed on whole blocks", e);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] vector) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(vector));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK lacks AES/CBC/NoPadding", e);
        }
    }
}
