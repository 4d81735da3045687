package dev.sideband.ipmi.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.wire.Bytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.stream.IntStream;

import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

class AesCbc128Test {
    private static final byte[] KEY = Bytes.fromHex("120e6b20e1e52d13a04a2bb83d0d38a1").toArray();

    static IntStream messageLengths() {
        return IntStream.rangeClosed(0, 49);
    }

    /** The JDK's one-shot CBC is the judge of the chained one. */
    @ParameterizedTest
    @MethodSource("messageLengths")
    void encryptsAsPlainCbcWithTheVectorInFront(int length) throws Exception {
        var aes = keyed(KEY);
        byte[] message = new byte[length];
        Arrays.fill(message, (byte) 0xC7);
        for (int round = 0; round < 3; round++) {
            byte[] payload = new byte[AesCbc128.encryptedLength(length)];
            aes.encrypt(message, payload, 0);

            var judge = Cipher.getInstance("AES/CBC/NoPadding");
            judge.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(KEY, "AES"),
                    new IvParameterSpec(payload, 0, 16));
            byte[] clear = judge.doFinal(payload, 16, payload.length - 16);
            int padLength = clear[clear.length - 1];
            assertThat(padLength).isBetween(0, 15);
            assertThat(clear.length - 1 - padLength).isEqualTo(length);
            assertThat(Arrays.copyOf(clear, length)).isEqualTo(message);
        }
    }

    @ParameterizedTest
    @MethodSource("messageLengths")
    void decryptsWhatTheOtherSideEncrypted(int length) {
        var sender = keyed(KEY);
        var receiver = keyed(KEY);
        byte[] message = new byte[length];
        Arrays.fill(message, (byte) 0x5A);
        for (int round = 0; round < 3; round++) {
            byte[] payload = new byte[AesCbc128.encryptedLength(length)];
            sender.encrypt(message, payload, 0);
            assertThat(decrypted(receiver, payload)).contains(Bytes.of(message));
        }
    }

    @Test
    void usesNoVectorTwice() {
        var aes = keyed(KEY);
        var vectors = new HashSet<Bytes>();
        for (int i = 0; i < 10_000; i++) {
            byte[] payload = new byte[AesCbc128.encryptedLength(8)];
            aes.encrypt(new byte[8], payload, 0);
            vectors.add(Bytes.of(payload, 0, 16));
        }
        assertThat(vectors).hasSize(10_000);
    }

    @Test
    void readsTheNextPayloadAfterABadOne() {
        var sender = keyed(KEY);
        var receiver = keyed(KEY);
        assertThat(decrypted(receiver, new byte[48])).isEmpty();
        byte[] payload = new byte[AesCbc128.encryptedLength(3)];
        sender.encrypt(new byte[] {1, 2, 3}, payload, 0);
        assertThat(decrypted(receiver, payload)).contains(Bytes.of((byte) 1, (byte) 2, (byte) 3));
    }

    @Test
    void refusesLengthsThatAreNoWholeBlocks() {
        for (int length : new int[] {0, 1, 16, 31, 33}) {
            assertThat(decrypted(keyed(KEY), new byte[length])).isEmpty();
        }
    }

    static AesCbc128 keyed(byte[] key) {
        return new AesCbc128(key, new SecureRandom());
    }

    static Optional<Bytes> decrypted(AesCbc128 aes, byte[] payload) {
        var length = aes.decrypt(payload, 0, payload.length);
        return length.isPresent()
                ? Optional.of(Bytes.of(payload, 16, length.getAsInt()))
                : Optional.empty();
    }
}
