package dev.sideband.ipmi.crypto;

import java.security.GeneralSecurityException;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs with K1; one keyed HMAC serves all packets. */
final class HmacSigner extends PacketSigner {
    private final Mac mac;

    HmacSigner(String macName, int codeLength, byte[] key) {
        super(codeLength);
        try {
            mac = Mac.getInstance(macName);
            mac.init(new SecretKeySpec(key, macName));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK lacks " + macName, e);
        }
    }

    @Override
    byte[] code(byte[] packet, int offset, int length) {
        mac.update(packet, offset, length);
        return mac.doFinal();
    }
}
