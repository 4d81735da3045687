package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.crypto.RakpExchange;
import dev.sideband.ipmi.crypto.RakpHmac;
import dev.sideband.ipmi.rmcp.RmcpHeader;
import dev.sideband.ipmi.session.PayloadType;
import dev.sideband.ipmi.session.SessionHeader;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireWriter;

import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Packets of a session of suite 3 or 17 as firmware makes them that pads in OpenSSL's manner: with
 * 1 to 16 bytes, never with none (IPMI 2.0 §13.29 has 0 to 15).
 *
 * <p>It shares no code with the codec of our client, keys included.
 */
final class WholeBlockPadding {
    private static final int BLOCK = 16;
    private static final int NEXT_HEADER = 0x07;

    /** Constants have this length whatever the digest (IPMI 2.0 §13.32). */
    private static final int CONSTANT_LENGTH = 20;

    private final int consoleSessionId;
    private final String hmac;
    private final int codeLength;
    private final byte[] signing;
    private final byte[] encrypting;
    private int sequence;

    WholeBlockPadding(CipherSuite suite, Bytes bmcKey, RakpExchange exchange) {
        boolean sha256 = suite.authentication() == RakpHmac.SHA256;
        hmac = sha256 ? "HmacSHA256" : "HmacSHA1";
        codeLength = sha256 ? 16 : 12;
        consoleSessionId = exchange.consoleSessionId();
        var agreed = new WireWriter();
        agreed.bytes(exchange.consoleRandom().toArray()).bytes(exchange.bmcRandom().toArray());
        agreed.u8(exchange.role()).u8(exchange.username().length());
        agreed.bytes(exchange.username().toArray());
        byte[] sik = hmac(bmcKey.toArray(), agreed.toByteArray());
        signing = hmac(sik, constant(1));
        encrypting = Arrays.copyOf(hmac(sik, constant(2)), BLOCK);
    }

    private static byte[] constant(int value) {
        byte[] constant = new byte[CONSTANT_LENGTH];
        Arrays.fill(constant, (byte) value);
        return constant;
    }

    /** The next packet, with an IPMI message in it. */
    byte[] packet(byte[] message) {
        byte[] payload = encrypted(message);
        var signed = new WireWriter();
        sequence++;
        new SessionHeader(PayloadType.IPMI, true, true, consoleSessionId, sequence, payload.length)
                .writeTo(signed);
        signed.bytes(payload);
        int pad = -(signed.length() + 2) & 3;
        for (int n = 0; n < pad; n++) {
            signed.u8(0xFF);
        }
        byte[] covered = signed.u8(pad).u8(NEXT_HEADER).toByteArray();
        var out = new WireWriter();
        RmcpHeader.IPMI.writeTo(out);
        return out.bytes(covered).bytes(hmac(signing, covered), 0, codeLength).toByteArray();
    }

    /** An empty vector is as good as any here. */
    private byte[] encrypted(byte[] message) {
        int pad = BLOCK - (message.length + 1) % BLOCK;
        var plain = new WireWriter().bytes(message);
        for (int n = 1; n <= pad; n++) {
            plain.u8(n);
        }
        try {
            var aes = Cipher.getInstance("AES/CBC/NoPadding");
            byte[] vector = new byte[BLOCK];
            aes.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(encrypting, "AES"),
                    new IvParameterSpec(vector));
            byte[] blocks = aes.doFinal(plain.u8(pad).toByteArray());
            return new WireWriter().bytes(vector).bytes(blocks).toByteArray();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK lacks AES", e);
        }
    }

    private byte[] hmac(byte[] key, byte[] data) {
        try {
            Mac mac = Mac.getInstance(hmac);
            mac.init(new SecretKeySpec(key, hmac));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK lacks " + hmac, e);
        }
    }
}
