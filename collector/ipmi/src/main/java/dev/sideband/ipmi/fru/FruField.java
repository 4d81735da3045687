package dev.sideband.ipmi.fru;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.PackedText;

import java.nio.charset.StandardCharsets;

/**
 * A field of an area. Its head says how it is coded: bits 7-6 the coding, bits 5-0 the length in
 * bytes.
 *
 * @param text for people: without blanks and NULs at the end, binary as hexadecimal digits
 */
public record FruField(Coding coding, String text) {
    public static final FruField EMPTY = new FruField(Coding.TEXT, "");

    private static final int ENGLISH = 25;

    /** How a field's bytes are meant. */
    public enum Coding {
        BINARY,
        /** Half a byte a character. */
        BCD_PLUS,
        /** Six bits a character. */
        SIX_BIT,
        /** Latin-1, or UTF-16 where the area is in another language than English. */
        TEXT
    }

    /**
     * Decodes the bytes behind a field's head.
     *
     * @param head the type/length byte
     * @param language code of the area's language; 0 and 25 are English
     */
    static FruField decode(int head, byte[] bytes, int language) {
        return switch (head >> 6) {
            case 0 -> new FruField(Coding.BINARY, Bytes.of(bytes).toHex());
            case 1 -> new FruField(Coding.BCD_PLUS, clean(bcdPlus(bytes)));
            case 2 -> new FruField(Coding.SIX_BIT, clean(sixBit(bytes)));
            default -> new FruField(Coding.TEXT, clean(text(bytes, language)));
        };
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    @Override
    public String toString() {
        return text;
    }

    private static String bcdPlus(byte[] bytes) {
        return PackedText.bcdPlus(bytes, 0, bytes.length * 2);
    }

    private static String sixBit(byte[] bytes) {
        return PackedText.sixBit(bytes, 0, bytes.length * 8 / 6);
    }

    private static String text(byte[] bytes, int language) {
        boolean english = language == 0 || language == ENGLISH;
        // Much firmware writes some language code and plain ASCII all the same.
        return english || bytes.length % 2 != 0 || isAscii(bytes)
                ? new String(bytes, StandardCharsets.ISO_8859_1)
                : new String(bytes, StandardCharsets.UTF_16LE);
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte each : bytes) {
            if (each < ' ' || each == 0x7F) {
                return false;
            }
        }
        return true;
    }

    /** Ends at a NUL or a blank; what a terminal would obey becomes a blank. */
    private static String clean(String text) {
        int nul = text.indexOf('\0');
        String used = nul < 0 ? text : text.substring(0, nul);
        var clean = new StringBuilder(used.length());
        used.codePoints().map(c -> isPrintable(c) ? c : ' ').forEach(clean::appendCodePoint);
        return clean.toString().stripTrailing();
    }

    private static boolean isPrintable(int character) {
        return !Character.isISOControl(character)
                && Character.getType(character) != Character.SURROGATE;
    }
}
