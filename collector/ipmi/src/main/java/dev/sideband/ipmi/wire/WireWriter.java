package dev.sideband.ipmi.wire;

import java.util.Arrays;

/** Appends fields to a growing byte sequence; integers are little-endian. */
public final class WireWriter {
    private byte[] data;
    private int length;

    public WireWriter() {
        this(64);
    }

    public WireWriter(int expectedLength) {
        data = new byte[Math.max(8, expectedLength)];
    }

    public int length() {
        return length;
    }

    public WireWriter u8(int value) {
        room(1);
        data[length++] = (byte) value;
        return this;
    }

    public WireWriter u16(int value) {
        return u8(value).u8(value >> 8);
    }

    public WireWriter u24(int value) {
        return u16(value).u8(value >> 16);
    }

    public WireWriter u32(long value) {
        return u16((int) value).u16((int) (value >> 16));
    }

    public WireWriter bytes(byte[] value) {
        return bytes(value, 0, value.length);
    }

    public WireWriter bytes(byte[] value, int offset, int count) {
        room(count);
        System.arraycopy(value, offset, data, length, count);
        length += count;
        return this;
    }

    /** Copies everything into {@code target} from {@code offset} on. */
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(data, 0, target, offset, length);
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(data, length);
    }

    private void room(int more) {
        if (length + more > data.length) {
            data = Arrays.copyOf(data, Math.max(data.length * 2, length + more));
        }
    }
}
