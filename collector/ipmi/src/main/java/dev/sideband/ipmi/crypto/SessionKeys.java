package dev.sideband.ipmi.crypto;

import dev.sideband.ipmi.wire.Bytes;

import java.util.Arrays;

/**
 * The keys of one session: SIK, K1 and K2 made from it (IPMI 2.0 §13.31 and §13.32), and the
 * password where that is what signs packets.
 */
public final class SessionKeys implements AutoCloseable {
    // The constants are 20 bytes long whatever the hash (IPMI 2.0 §13.32).
    private static final int CONSTANT_LENGTH = 20;
    private static final int AES_KEY_LENGTH = 16;
    private static final byte[] NO_PASSWORD = new byte[0];

    private final RakpHmac hmac;
    private final byte[] sik;
    private final byte[] k1;
    private final byte[] k2;
    private final byte[] password;

    private SessionKeys(RakpHmac hmac, byte[] sik, byte[] password) {
        this.hmac = hmac;
        this.sik = sik;
        this.k1 = hmac.hmac(sik, constant(1));
        this.k2 = hmac.hmac(sik, constant(2));
        this.password = password;
    }

    /**
     * The keys that both sides derive once RAKP 1 and 2 are exchanged.
     *
     * @param bmcKey K_G, or once more the user's password where the BMC has none
     */
    public static SessionKeys derive(
            CipherSuite suite, RakpKey password, RakpKey bmcKey, RakpExchange exchange) {
        RakpHmac hmac = suite.authentication();
        return new SessionKeys(
                hmac,
                hmac.sessionIntegrityKey(bmcKey, exchange),
                suite.integrity() == IntegrityAlgorithm.MD5_128
                        ? password.padded().clone()
                        : NO_PASSWORD);
    }

    /** Keys from a session integrity key that is known already. */
    static SessionKeys ofSik(RakpHmac hmac, byte[] sik) {
        return new SessionKeys(hmac, sik.clone(), NO_PASSWORD);
    }

    /** The value of RAKP 4, by which the BMC proves that it has the same keys. */
    public Bytes rakp4Check(RakpExchange exchange) {
        return hmac.rakp4Check(sik, exchange);
    }

    /**
     * The value of RAKP 4 as firmware makes it that takes the algorithm of packets for it (Intel
     * SE7520): nothing where packets are not signed.
     */
    public Bytes rakp4CheckLikePackets(CipherSuite suite, RakpExchange exchange) {
        return switch (suite.integrity()) {
            case NONE -> Bytes.EMPTY;
            case MD5_128 -> hmac.rakp4Check(new Md5Signer(16, password), exchange);
            case HMAC_SHA1_96, HMAC_MD5_128, HMAC_SHA256_128 -> rakp4Check(exchange);
        };
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

    /** Empty but for {@link IntegrityAlgorithm#MD5_128}. */
    byte[] password() {
        return password;
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
        Arrays.fill(password, (byte) 0);
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
