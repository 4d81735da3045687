package dev.sideband.schemas.serde;

import org.apache.avro.io.BinaryData;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.util.Utf8;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Avro's binary encoding into one array that grows as needed, with the header before it. */
final class ArrayEncoder extends BinaryEncoder {
    private static final int FIRST_BYTES = 512;

    /** A bigger array is not kept for the next value. */
    private static final int KEPT_BYTES = 64 * 1024;

    private static final int LONGEST_VARINT_BYTES = 10;

    private byte[] array = new byte[FIRST_BYTES];
    private int end;

    /** Starts a value that is written with the schema {@code id}. */
    void begin(int id) {
        array[0] = WireFormat.MAGIC;
        array[1] = (byte) (id >>> 24);
        array[2] = (byte) (id >>> 16);
        array[3] = (byte) (id >>> 8);
        array[4] = (byte) id;
        end = WireFormat.HEADER_BYTES;
    }

    /** The value with its header. */
    byte[] end() {
        byte[] value = Arrays.copyOf(array, end);
        if (array.length > KEPT_BYTES) {
            array = new byte[FIRST_BYTES];
        }
        return value;
    }

    @Override
    public void writeBoolean(boolean value) {
        makeRoom(1);
        array[end++] = (byte) (value ? 1 : 0);
    }

    @Override
    public void writeInt(int value) {
        makeRoom(LONGEST_VARINT_BYTES);
        end += BinaryData.encodeInt(value, array, end);
    }

    @Override
    public void writeLong(long value) {
        makeRoom(LONGEST_VARINT_BYTES);
        end += BinaryData.encodeLong(value, array, end);
    }

    @Override
    public void writeFloat(float value) {
        makeRoom(Float.BYTES);
        end += BinaryData.encodeFloat(value, array, end);
    }

    @Override
    public void writeDouble(double value) {
        makeRoom(Double.BYTES);
        end += BinaryData.encodeDouble(value, array, end);
    }

    @Override
    public void writeString(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        writeBytes(utf8, 0, utf8.length);
    }

    @Override
    public void writeString(Utf8 value) {
        writeBytes(value.getBytes(), 0, value.getByteLength());
    }

    @Override
    public void writeBytes(ByteBuffer bytes) {
        int length = bytes.remaining();
        writeInt(length);
        makeRoom(length);
        bytes.get(bytes.position(), array, end, length);
        end += length;
    }

    @Override
    public void writeBytes(byte[] bytes, int start, int length) {
        writeInt(length);
        writeFixed(bytes, start, length);
    }

    @Override
    public void writeFixed(byte[] bytes, int start, int length) {
        makeRoom(length);
        System.arraycopy(bytes, start, array, end, length);
        end += length;
    }

    @Override
    protected void writeZero() {
        makeRoom(1);
        array[end++] = 0;
    }

    @Override
    public int bytesBuffered() {
        return end;
    }

    @Override
    public void flush() {
        // The value is complete at end().
    }

    private void makeRoom(int bytes) {
        if (array.length - end < bytes) {
            array = Arrays.copyOf(array, Math.max(2 * array.length, end + bytes));
        }
    }
}
