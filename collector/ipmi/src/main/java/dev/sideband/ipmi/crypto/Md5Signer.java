package dev.sideband.ipmi.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Signs with MD5 over padded password, packet, padded password (suites 11 and 12). */
final class Md5Signer extends PacketSigner {
    private final MessageDigest digest;

    // The keys' own array, so that it is wiped together with them.
    private final byte[] password;

    Md5Signer(int codeLength, byte[] password) {
        super(codeLength);
        this.password = password;
        try {
            digest = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK lacks MD5", e);
        }
    }

    @Override
    byte[] code(byte[] packet, int offset, int length) {
        digest.update(password);
        digest.update(packet, offset, length);
        return digest.digest(password);
    }
}
