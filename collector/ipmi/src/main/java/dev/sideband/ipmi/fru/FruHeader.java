package dev.sideband.ipmi.fru;

import dev.sideband.ipmi.fru.FruProblem.Part;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.Checksum;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The common header (FRU definition §8): where the areas begin, in bytes; 0 where there is none.
 *
 * @param trusted whether its offsets can be believed; if not, an area must prove that it is one
 * @param blank the memory was never written
 */
record FruHeader(
        int internalUse,
        int chassis,
        int board,
        int product,
        int multirecord,
        boolean trusted,
        boolean blank,
        List<FruProblem> problems) {
    static final int BYTES = 8;

    private static final int VERSION = 1;
    private static final int UNIT = 8;

    static FruHeader read(Bytes image) {
        if (image.length() < BYTES) {
            return empty(false, "has %d of %d bytes".formatted(image.length(), BYTES));
        }
        if (isFilled(image, 0xFF) || isFilled(image, 0x00)) {
            return empty(true, "the memory is blank");
        }
        int version = image.u8(0) & 0x0F;
        boolean sumRight = Checksum.of(image.toArray(), 0, BYTES) == 0;
        var problems = new ArrayList<FruProblem>();
        if (version != VERSION) {
            problems.add(
                    new FruProblem(Part.HEADER, "unknown version %02Xh".formatted(image.u8(0))));
        }
        if (!sumRight) {
            problems.add(new FruProblem(Part.HEADER, "the checksum is wrong"));
        }
        return new FruHeader(
                image.u8(1) * UNIT,
                image.u8(2) * UNIT,
                image.u8(3) * UNIT,
                image.u8(4) * UNIT,
                image.u8(5) * UNIT,
                version == VERSION || sumRight,
                false,
                List.copyOf(problems));
    }

    /** Where the first area behind {@code offset} begins, or {@code end}. */
    int nextArea(int offset, int end) {
        return areas().filter(area -> area > offset && area < end).min().orElse(end);
    }

    private IntStream areas() {
        return IntStream.of(internalUse, chassis, board, product, multirecord);
    }

    private static FruHeader empty(boolean blank, String why) {
        return new FruHeader(
                0, 0, 0, 0, 0, false, blank, List.of(new FruProblem(Part.HEADER, why)));
    }

    private static boolean isFilled(Bytes image, int value) {
        return IntStream.range(0, BYTES).allMatch(i -> image.u8(i) == value);
    }
}
