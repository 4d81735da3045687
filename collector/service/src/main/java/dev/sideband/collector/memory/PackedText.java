package dev.sideband.collector.memory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Text in few bytes (RFC 1950): paths of one BMC are much alike. */
public final class PackedText {
    /** There are hundreds of thousands of BMCs; what takes more is found out again. */
    static final int MAX_PACKED = 16 * 1024;

    static final int MAX_TEXT = 256 * 1024;

    private PackedText() {}

    /** The text, packed; nothing where that is too much. */
    public static Optional<ByteBuffer> pack(String text) {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        if (plain.length > MAX_TEXT) {
            return Optional.empty();
        }
        byte[] packed = new byte[MAX_PACKED];
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(plain);
            deflater.finish();
            int length = deflater.deflate(packed);
            return deflater.finished()
                    ? Optional.of(ByteBuffer.wrap(Arrays.copyOf(packed, length)))
                    : Optional.empty();
        } finally {
            deflater.end();
        }
    }

    /** The text again; nothing where it is none. */
    public static Optional<String> unpack(ByteBuffer packed) {
        byte[] plain = new byte[MAX_TEXT];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed.duplicate());
            int length = inflater.inflate(plain);
            return inflater.finished()
                    ? Optional.of(new String(plain, 0, length, StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (DataFormatException foreign) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }
}
