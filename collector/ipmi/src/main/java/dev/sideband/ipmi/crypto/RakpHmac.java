package dev.sideband.ipmi.crypto;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireWriter;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The authentication algorithms: one HMAC makes every code and key of RAKP (IPMI 2.0 §13.31). With
 * {@link #NONE} codes and keys have no bytes at all.
 */
public enum RakpHmac {
    NONE(0x00, "", 0, 0),
    SHA1(0x01, "HmacSHA1", 20, 12),
    MD5(0x02, "HmacMD5", 16, 16),
    SHA256(0x03, "HmacSHA256", 32, 16);

    private final int number;
    private final String macName;
    private final int codeLength;
    private final int checkLength;

    RakpHmac(int number, String macName, int codeLength, int checkLength) {
        this.number = number;
        this.macName = macName;
        this.codeLength = codeLength;
        this.checkLength = checkLength;
    }

    /** The number in proposals (IPMI 2.0 table 13-17). */
    public int number() {
        return number;
    }

    /** Length of the codes of RAKP 2 and 3, in bytes. */
    public int codeLength() {
        return codeLength;
    }

    /** Length of the check value of RAKP 4, in bytes. */
    public int checkLength() {
        return checkLength;
    }

    /** The code of RAKP 2, by which the BMC proves that it knows the password. */
    public Bytes rakp2Code(RakpKey password, RakpExchange exchange) {
        var data = new WireWriter(96);
        data.u32(exchange.consoleSessionId()).u32(exchange.bmcSessionId());
        append(data, exchange.consoleRandom());
        append(data, exchange.bmcRandom());
        append(data, exchange.guid());
        appendUser(data, exchange);
        return Bytes.of(hmac(password.padded(), data.toByteArray()));
    }

    /** The code of RAKP 3, by which the console proves that it knows the password. */
    public Bytes rakp3Code(RakpKey password, RakpExchange exchange) {
        var data = new WireWriter(64);
        append(data, exchange.bmcRandom());
        data.u32(exchange.consoleSessionId());
        appendUser(data, exchange);
        return Bytes.of(hmac(password.padded(), data.toByteArray()));
    }

    byte[] sessionIntegrityKey(RakpKey bmcKey, RakpExchange exchange) {
        var data = new WireWriter(64);
        append(data, exchange.consoleRandom());
        append(data, exchange.bmcRandom());
        appendUser(data, exchange);
        return hmac(bmcKey.padded(), data.toByteArray());
    }

    Bytes rakp4Check(byte[] sessionIntegrityKey, RakpExchange exchange) {
        byte[] whole = hmac(sessionIntegrityKey, rakp4Data(exchange));
        return Bytes.of(Arrays.copyOf(whole, checkLength));
    }

    Bytes rakp4Check(PacketSigner signer, RakpExchange exchange) {
        byte[] data = rakp4Data(exchange);
        return Bytes.of(signer.code(data, 0, data.length)).first(signer.codeLength());
    }

    private static byte[] rakp4Data(RakpExchange exchange) {
        var data = new WireWriter(40);
        append(data, exchange.consoleRandom());
        data.u32(exchange.bmcSessionId());
        append(data, exchange.guid());
        return data.toByteArray();
    }

    byte[] hmac(byte[] key, byte[] data) {
        return this == NONE ? new byte[0] : mac(key).doFinal(data);
    }

    private Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(macName);
            mac.init(new SecretKeySpec(key, macName));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK lacks " + macName, e);
        }
    }

    /** Compares two codes in a time that does not tell where they differ. */
    public static boolean sameCode(Bytes expected, Bytes actual) {
        return MessageDigest.isEqual(expected.toArray(), actual.toArray());
    }

    private static void appendUser(WireWriter data, RakpExchange exchange) {
        data.u8(exchange.role()).u8(exchange.username().length());
        append(data, exchange.username());
    }

    private static void append(WireWriter data, Bytes value) {
        data.bytes(value.toArray());
    }
}
