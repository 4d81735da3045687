package dev.sideband.simulator.model;

/** The six thresholds, in the order of their bits (IPMI 2.0 table 43-1, byte 19). */
public enum Threshold {
    LNC(0),
    LCR(1),
    LNR(2),
    UNC(3),
    UCR(4),
    UNR(5);

    private final int number;

    Threshold(int number) {
        this.number = number;
    }

    /** 0 to 5. */
    public int number() {
        return number;
    }

    /** Whether a reading crosses it by rising. */
    public boolean upper() {
        return number >= 3;
    }

    public int bit() {
        return 1 << number;
    }

    /** The event offset of crossing it outwards: low going low, high going high (table 42-2). */
    public int eventOffset() {
        return 2 * number + (upper() ? 1 : 0);
    }

    /** The one whose crossing outwards an event tells of. */
    public static Threshold ofEventOffset(int offset) {
        for (Threshold one : values()) {
            if (one.eventOffset() == offset) {
                return one;
            }
        }
        throw new IllegalArgumentException("no threshold has event offset " + offset);
    }
}
