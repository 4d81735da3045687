package dev.sideband.ipmi.wire;

import java.util.Arrays;

/** Reads fields from the front of a byte sequence; integers are little-endian and unsigned. */
public final class WireReader {
    private final byte[] data;
    private final int end;
    private int position;

    /** Reads all of {@code data}, which the caller must not change meanwhile. */
    public WireReader(byte[] data) {
        this(data, 0, data.length);
    }

    /** Reads {@code length} bytes of {@code data} from {@code offset}. */
    public WireReader(byte[] data, int offset, int length) {
        if (offset < 0 || length < 0 || length > data.length - offset) {
            throw new IllegalArgumentException(
                    "offset %d and length %d lie outside of %d bytes"
                            .formatted(offset, length, data.length));
        }
        this.data = data;
        this.position = offset;
        this.end = offset + length;
    }

    public boolean hasMore() {
        return position < end;
    }

    public int remaining() {
        return end - position;
    }

    /** Where the next field starts, in bytes from the start of the underlying array. */
    public int position() {
        return position;
    }

    public int u8(String field) {
        need(field, 1);
        return data[position++] & 0xFF;
    }

    public int u16(String field) {
        need(field, 2);
        int value = at(0) | at(1) << 8;
        position += 2;
        return value;
    }

    public int u24(String field) {
        need(field, 3);
        int value = at(0) | at(1) << 8 | at(2) << 16;
        position += 3;
        return value;
    }

    /** An unsigned 32-bit integer, 0 to 4294967295. */
    public long u32(String field) {
        return Integer.toUnsignedLong(i32(field));
    }

    /** The same four bytes as {@link #u32}, as they fit into an {@code int}. */
    public int i32(String field) {
        need(field, 4);
        int value = at(0) | at(1) << 8 | at(2) << 16 | at(3) << 24;
        position += 4;
        return value;
    }

    public byte[] bytes(String field, int length) {
        need(field, length);
        byte[] value = Arrays.copyOfRange(data, position, position + length);
        position += length;
        return value;
    }

    /** Everything that is left. */
    public byte[] rest() {
        return bytes("rest", remaining());
    }

    public void skip(String field, int length) {
        need(field, length);
        position += length;
    }

    /** An error about {@code field} at the present position. */
    public WireFormatException malformed(String field, String problem) {
        return new WireFormatException(field, position, problem);
    }

    private int at(int index) {
        return data[position + index] & 0xFF;
    }

    private void need(String field, int length) {
        if (length < 0 || length > end - position) {
            throw new WireFormatException(
                    field, position, "needs %d bytes, %d left".formatted(length, end - position));
        }
    }
}
