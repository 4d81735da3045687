package dev.sideband.ipmi.sel;

import dev.sideband.ipmi.wire.Bytes;

/**
 * A byte of a record's data, or some bits of one: {@code 3}, {@code 3:7-5}, {@code 3:7}.
 *
 * @param index of the byte, from 1
 * @param high the highest bit
 * @param low the lowest bit
 */
record OemField(int index, int high, int low) {
    private static final int TOP_BIT = 7;

    static OemField parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return new OemField(Integer.parseInt(text), TOP_BIT, 0);
        }
        String[] bits = text.substring(colon + 1).split("-", 2);
        return new OemField(
                Integer.parseInt(text.substring(0, colon)),
                Integer.parseInt(bits[0]),
                Integer.parseInt(bits[bits.length - 1]));
    }

    boolean isIn(Bytes data) {
        return index <= data.length();
    }

    int of(Bytes data) {
        return data.u8(index - 1) >> low & ((1 << (high - low + 1)) - 1);
    }
}
