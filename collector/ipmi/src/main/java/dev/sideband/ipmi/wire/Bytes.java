package dev.sideband.ipmi.wire;

import java.util.Arrays;
import java.util.HexFormat;

/** An immutable sequence of bytes that compares by content. */
public final class Bytes {
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** A copy of {@code content}. */
    public static Bytes of(byte... content) {
        return new Bytes(content.clone());
    }

    /** A copy of a part of {@code content}. */
    public static Bytes of(byte[] content, int offset, int length) {
        return new Bytes(Arrays.copyOfRange(content, offset, offset + length));
    }

    /** Reads hexadecimal digits without separators. */
    public static Bytes fromHex(String hex) {
        return new Bytes(HexFormat.of().parseHex(hex));
    }

    public int length() {
        return content.length;
    }

    /** The byte at {@code index}, 0 to 255. */
    public int u8(int index) {
        return content[index] & 0xFF;
    }

    /** The first {@code count} bytes. */
    public Bytes first(int count) {
        return count == content.length ? this : Bytes.of(content, 0, count);
    }

    public byte[] toArray() {
        return content.clone();
    }

    /** Copies everything into {@code target} from {@code offset} on. */
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(content, 0, target, offset, content.length);
    }

    public String toHex() {
        return HexFormat.of().formatHex(content);
    }

    public WireReader reader() {
        return new WireReader(content);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return toHex();
    }
}
