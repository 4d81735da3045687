package dev.sideband.ipmi.crypto;

/** How packets of a session are signed (IPMI 2.0 §13.28.4). */
public enum IntegrityAlgorithm {
    NONE(0x00, 0),
    HMAC_SHA1_96(0x01, 12),
    HMAC_MD5_128(0x02, 16),
    MD5_128(0x03, 16),
    HMAC_SHA256_128(0x04, 16);

    private final int number;
    private final int codeLength;

    IntegrityAlgorithm(int number, int codeLength) {
        this.number = number;
        this.codeLength = codeLength;
    }

    /** The number in proposals (IPMI 2.0 table 13-18). */
    public int number() {
        return number;
    }

    /** Length of a packet's code, in bytes. */
    public int codeLength() {
        return codeLength;
    }

    /**
     * A signer for the packets of one session.
     *
     * @throws IllegalStateException for {@link #NONE}, whose packets carry no code
     */
    public PacketSigner signer(SessionKeys keys) {
        return switch (this) {
            case NONE -> throw new IllegalStateException("packets of this suite are not signed");
            case HMAC_SHA1_96 -> new HmacSigner("HmacSHA1", codeLength, keys.k1());
            case HMAC_MD5_128 -> new HmacSigner("HmacMD5", codeLength, keys.k1());
            case HMAC_SHA256_128 -> new HmacSigner("HmacSHA256", codeLength, keys.k1());
            // The one code that is made with the password itself.
            case MD5_128 -> new Md5Signer(codeLength, keys.password());
        };
    }
}
