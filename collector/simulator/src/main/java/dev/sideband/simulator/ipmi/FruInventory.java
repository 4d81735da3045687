package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.Checksum;
import dev.sideband.ipmi.wire.WireWriter;
import dev.sideband.simulator.model.Identity;
import dev.sideband.simulator.model.Shape;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * FRU inventory data (Platform Management FRU Information Storage Definition 1.0): device 0 is the
 * server, the others are its power supplies.
 *
 * <p>Made anew for each read; nobody reads it often enough to keep ten thousand of them.
 */
final class FruInventory {
    private static final int VERSION = 0x01;
    private static final int ENGLISH = 25;
    private static final int RACK_MOUNT = 0x17;
    private static final int TEXT = 0xC0;
    private static final int END_OF_FIELDS = 0xC1;

    /** Minutes from 1996-01-01 to a day in 2023. */
    private static final int MADE_AT = 14_400_000;

    private FruInventory() {}

    /**
     * The bytes of a device, where there is one.
     *
     * @param serials what is written on the part in a place, by what was written on the first one
     */
    static Optional<Bytes> of(Identity identity, int device, BinaryOperator<String> serials) {
        if (device == 0) {
            return Optional.of(server(identity));
        }
        return device <= Shape.PSUS
                ? Optional.of(supply(identity, device, serials))
                : Optional.empty();
    }

    private static Bytes server(Identity identity) {
        String vendor = identity.profile().vendor();
        String model = identity.profile().model();
        byte[] chassis = area(fields(RACK_MOUNT, "CH-0001", identity.serial()));
        byte[] board =
                area(
                        fields(
                                new WireWriter().u8(ENGLISH).u24(MADE_AT),
                                vendor,
                                model + " board",
                                "B" + identity.serial(),
                                "BD-0001",
                                ""));
        byte[] product =
                area(fields(ENGLISH, vendor, model, "PN-0001", "01", identity.serial(), "", ""));
        return image(chassis, board, product);
    }

    private static Bytes supply(Identity identity, int device, BinaryOperator<String> serials) {
        byte[] none = {};
        String first = "P%d%s".formatted(device, identity.serial());
        String serial = serials.apply("psu" + (device - 1), first);
        return image(
                none,
                none,
                area(
                        fields(
                                ENGLISH,
                                identity.profile().vendor(),
                                "PSU 1100W",
                                "PS-1100",
                                "01",
                                serial,
                                "",
                                "")));
    }

    private static Bytes image(byte[] chassis, byte[] board, byte[] product) {
        int boardAt = 8 + chassis.length;
        int productAt = boardAt + board.length;
        var out = new WireWriter(256);
        out.u8(VERSION).u8(0);
        out.u8(chassis.length == 0 ? 0 : 1);
        out.u8(board.length == 0 ? 0 : boardAt / 8);
        out.u8(productAt / 8).u8(0).u8(0);
        out.u8(Checksum.of(out.toByteArray(), 0, 7));
        return Bytes.of(out.bytes(chassis).bytes(board).bytes(product).toByteArray());
    }

    private static WireWriter fields(int first, String... texts) {
        return fields(new WireWriter().u8(first), texts);
    }

    private static WireWriter fields(WireWriter out, String... texts) {
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            out.u8(TEXT | bytes.length).bytes(bytes);
        }
        return out.u8(END_OF_FIELDS);
    }

    /** Version, length, content, zeros up to a multiple of eight, sum. */
    private static byte[] area(WireWriter content) {
        int length = (content.length() + 3 + 7) / 8 * 8;
        var out = new WireWriter(length).u8(VERSION).u8(length / 8);
        out.bytes(content.toByteArray());
        out.bytes(new byte[length - 1 - out.length()]);
        return out.u8(Checksum.of(out.toByteArray(), 0, length - 1)).toByteArray();
    }
}
