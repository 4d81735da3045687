package dev.sideband.ipmi.crypto;

import dev.sideband.ipmi.wire.Bytes;

import java.util.Arrays;

/** The keys of one session: SIK, and K1 and K2 made from it (IPMI 2.0 §13.31 and §13.32). */
public final class SessionKeys implements AutoCloseable {
    // The constants are 20 bytes long whatever the hash (IPMI 2.0 §13.32).
    private static final int CONSTANT_LENGTH = 20;
    private static final int AES_KEY_LENGTH = 16;

    private final RakpHmac hmac;
    private final byte[] sik;
    private final byte[] k1;
    private final byte[] k2;

    private SessionKeys(RakpHmac hmac, byte[] sik) {
        this.hmac = hmac;
        this.sik = sik;
        this.k1 = hmac.hmac(sik, constant(1));
        this.k2 = hmac.hmac(sik, constant(2));
    }

    /**
     * The keys that both sides derive once RAKP 1 and 2 are exchanged.
     *
     * @param bmcKey K_G, or the user's password where the BMC has none
     */
    public static SessionKeys derive(RakpHmac hmac, RakpKey bmcKey, RakpExchange exchange) {
        return new SessionKeys(hmac, hmac.sessionIntegrityKey(bmcKey, exchange));
    }

    /** Keys from a session integrity key that is known already. */
    static SessionKeys ofSik(RakpHmac hmac, byte[] sik) {
        return new SessionKeys(hmac, sik.clone());
    }

    /** The value of RAKP 4, by which the BMC proves that it has the same keys. */
    public Bytes rakp4Check(RakpExchange exchange) {
        return hmac.rakp4Check(sik, exchange);
    }

    byte[] sik() {
        return sik;
    }

    byte[] k1() {
        return k1;
    }

    byte[] k2() {
        return k2;
    }

    byte[] aesKey() {
        return Arrays.copyOf(k2, AES_KEY_LENGTH);
    }

    /** Overwrites all keys. */
    @Override
    public void close() {
        Arrays.fill(sik, (byte) 0);
        Arrays.fill(k1, (byte) 0);
        Arrays.fill(k2, (byte) 0);
    }

    @Override
    public String toString() {
        return "SessionKeys[***]";
    }

    private static byte[] constant(int value) {
        byte[] constant = new byte[CONSTANT_LENGTH];
        Arrays.fill(constant, (byte) value);
        return constant;
    }
}
