package dev.sideband.ipmi.crypto;

/** How packets of a session are signed with K1 (IPMI 2.0 §13.28.4). */
public enum IntegrityAlgorithm {
    HMAC_SHA1_96(0x01, "HmacSHA1", 12),
    HMAC_SHA256_128(0x04, "HmacSHA256", 16);

    private final int number;
    private final String macName;
    private final int codeLength;

    IntegrityAlgorithm(int number, String macName, int codeLength) {
        this.number = number;
        this.macName = macName;
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

    /** A signer for the packets of one session. */
    public PacketSigner signer(SessionKeys keys) {
        return new PacketSigner(macName, codeLength, keys.k1());
    }
}
