package dev.sideband.ipmi.wire;

/** The two text codings that put less than a byte into a character (IPMI 2.0 §43.15). */
public final class PackedText {
    private static final String BCD_PLUS = "0123456789 -.:,_";

    private PackedText() {}

    /** Half a byte a character, the upper half first; at most what {@code bytes} holds. */
    public static String bcdPlus(byte[] bytes, int offset, int characters) {
        int length = Math.min(characters, (bytes.length - offset) * 2);
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            int pair = bytes[offset + i / 2];
            text.append(BCD_PLUS.charAt((i % 2 == 0 ? pair >> 4 : pair) & 0xF));
        }
        return text.toString();
    }

    /**
     * Six bits a character from the lowest bit of the first byte on, 00h is a blank; at most what
     * {@code bytes} holds.
     */
    public static String sixBit(byte[] bytes, int offset, int characters) {
        int length = Math.min(characters, (bytes.length - offset) * 8 / 6);
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            int bit = i * 6;
            int at = offset + bit / 8;
            int next = at + 1 < bytes.length ? bytes[at + 1] & 0xFF : 0;
            int word = (bytes[at] & 0xFF) | (next << 8);
            text.append((char) (' ' + (word >> bit % 8 & 0x3F)));
        }
        return text.toString();
    }
}
