package dev.sideband.ipmi.fru;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.Checksum;
import dev.sideband.ipmi.wire.WireWriter;

import java.nio.charset.StandardCharsets;

/** Builds images with right sums, to be spoilt by tests. */
final class FruImageBuilder {
    private final byte[] header = new byte[8];
    private final WireWriter areas = new WireWriter();

    private FruImageBuilder() {
        header[0] = 1;
    }

    static FruImageBuilder image() {
        return new FruImageBuilder();
    }

    /** An area at a place of the header: 2 chassis, 3 board, 4 product. */
    FruImageBuilder area(int place, String fixedHex, byte[]... fields) {
        var body = new WireWriter().u8(1).u8(0).bytes(Bytes.fromHex(fixedHex).toArray());
        for (byte[] field : fields) {
            body.bytes(field);
        }
        body.u8(0xC1);
        while (body.length() % 8 != 7) {
            body.u8(0);
        }
        byte[] area = body.u8(0).toByteArray();
        area[1] = (byte) (area.length / 8);
        area[area.length - 1] = (byte) Checksum.of(area, 0, area.length);
        return raw(place, area);
    }

    /** Bytes as they are, at the next place that the header can name. */
    FruImageBuilder raw(int place, byte[] bytes) {
        while (areas.length() % 8 != 0) {
            areas.u8(0);
        }
        header[place] = (byte) (1 + areas.length() / 8);
        areas.bytes(bytes);
        return this;
    }

    /** A record of the multirecord area with right sums. */
    static byte[] record(int type, boolean last, String dataHex) {
        byte[] data = Bytes.fromHex(dataHex).toArray();
        byte[] head = {
            (byte) type,
            (byte) (last ? 0x82 : 0x02),
            (byte) data.length,
            (byte) Checksum.of(data, 0, data.length),
            0
        };
        head[4] = (byte) Checksum.of(head, 0, 4);
        return new WireWriter().bytes(head).bytes(data).toByteArray();
    }

    static byte[] records(byte[]... records) {
        var all = new WireWriter();
        for (byte[] record : records) {
            all.bytes(record);
        }
        return all.toByteArray();
    }

    /** A text field. */
    static byte[] text(String text) {
        return field(0xC0, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A field with its bytes; {@code coding} is the upper two bits of its head. */
    static byte[] field(int coding, byte[] bytes) {
        return new WireWriter().u8(coding | bytes.length).bytes(bytes).toByteArray();
    }

    byte[] toArray() {
        header[7] = 0;
        header[7] = (byte) Checksum.of(header, 0, 8);
        return new WireWriter().bytes(header).bytes(areas.toByteArray()).toByteArray();
    }

    Bytes toBytes() {
        return Bytes.of(toArray());
    }
}
