package dev.sideband.ipmi.crypto;

/** How the payloads of a session are encrypted (IPMI 2.0 §13.28.5). */
public enum Confidentiality {
    NONE(0x00),
    AES_CBC_128(AesCbc128.ALGORITHM_NUMBER);

    private final int number;

    Confidentiality(int number) {
        this.number = number;
    }

    /** The number in proposals (IPMI 2.0 table 13-19). */
    public int number() {
        return number;
    }
}
