package dev.sideband.ipmi.sel;

import java.util.BitSet;

/** A set of values of one byte as tables write it: {@code 05,0a-0f}, or {@code *} for all. */
final class OemValues {
    private static final int ALL = 0x100;

    private final BitSet values;

    private OemValues(BitSet values) {
        this.values = values;
    }

    static OemValues all() {
        return parse("*");
    }

    static OemValues parse(String text) {
        var values = new BitSet(ALL);
        if (text.equals("*")) {
            values.set(0, ALL);
            return new OemValues(values);
        }
        for (String range : text.split(",", -1)) {
            String[] ends = range.split("-", 2);
            values.set(hex(ends[0]), hex(ends[ends.length - 1]) + 1);
        }
        return new OemValues(values);
    }

    boolean contains(int value) {
        return values.get(value);
    }

    private static int hex(String digits) {
        return Integer.parseInt(digits, 16);
    }
}
