package dev.sideband.ipmi.sdr;

/** How a raw reading is a number (IPMI 2.0 table 43-1, byte 21 bits 7-6). */
public enum AnalogFormat {
    UNSIGNED,
    ONES_COMPLEMENT,
    TWOS_COMPLEMENT,
    /** The sensor has no analog value. */
    NONE;

    static AnalogFormat of(int units1) {
        return values()[units1 >> 6 & 3];
    }

    /** The number that the raw byte stands for; FFh in one's complement is a zero. */
    int signed(int raw) {
        return switch (this) {
            case UNSIGNED, NONE -> raw;
            case ONES_COMPLEMENT -> raw < 0x80 ? raw : raw - 0xFF;
            case TWOS_COMPLEMENT -> (byte) raw;
        };
    }
}
