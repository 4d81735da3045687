package dev.sideband.ipmi.sdr;

import dev.sideband.ipmi.wire.PackedText;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The name in a record: a type/length byte, then characters in one of four codings (IPMI 2.0
 * §43.15). The length counts characters, not bytes.
 *
 * <p>Names are for people: whatever the bytes are, they become some text. It ends at a NUL, and
 * other control characters become blanks. Blanks at the end stay, because the names of a shared
 * record go on behind them.
 */
final class IdString {
    private IdString() {}

    /** Decodes {@code bytes}, of which the first is the type/length byte. */
    static String decode(byte[] bytes) {
        if (bytes.length == 0) {
            return "";
        }
        int count = bytes[0] & 0x1F;
        String text =
                switch (bytes[0] >> 6 & 3) {
                    case 0 -> unicode(bytes, count);
                    case 1 -> PackedText.bcdPlus(bytes, 1, count);
                    case 2 -> PackedText.sixBit(bytes, 1, count);
                    default -> eightBit(bytes, count);
                };
        return clean(text);
    }

    private static String eightBit(byte[] bytes, int count) {
        int length = Math.min(count, bytes.length - 1);
        try {
            // Strict, so that Latin-1 bytes are not taken for UTF-8.
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 1, length))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, 1, length, StandardCharsets.ISO_8859_1);
        }
    }

    /** Mostly 8-bit text that is only called Unicode; seldom really UTF-16. */
    private static String unicode(byte[] bytes, int count) {
        boolean wide = count >= 2 && bytes.length > 2 && bytes[1] != 0 && bytes[2] == 0;
        if (!wide) {
            return eightBit(bytes, count);
        }
        int length = Math.min(count * 2, bytes.length - 1) & ~1;
        return new String(bytes, 1, length, StandardCharsets.UTF_16LE);
    }

    private static String clean(String text) {
        int nul = text.indexOf('\0');
        String used = nul < 0 ? text : text.substring(0, nul);
        var clean = new StringBuilder(used.length());
        used.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
