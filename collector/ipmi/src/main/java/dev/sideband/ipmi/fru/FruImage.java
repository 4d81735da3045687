package dev.sideband.ipmi.fru;

import dev.sideband.ipmi.fru.FruProblem.Part;
import dev.sideband.ipmi.wire.Bytes;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What the memory of a FRU says, and what is wrong with it. Nothing that can be read is held back
 * because of something else that can't, or because a checksum is wrong.
 *
 * @param blank the memory was never written
 * @param internalUse the maker's own data, as far as they lie before other areas
 */
public record FruImage(
        boolean blank,
        Optional<Bytes> internalUse,
        Optional<ChassisArea> chassis,
        Optional<BoardArea> board,
        Optional<ProductArea> product,
        List<MultiRecord> multirecords,
        List<FruProblem> problems) {
    /** How much of a memory with a bad header to search for areas. */
    private static final int WORTH_A_TRY = 256;

    public FruImage {
        multirecords = List.copyOf(multirecords);
        problems = List.copyOf(problems);
    }

    /** Decodes an image; any bytes give one. */
    public static FruImage decode(Bytes bytes) {
        return new Decoder(bytes, FruHeader.read(bytes)).image();
    }

    /**
     * How many bytes from the start belong to the areas, as far as {@code beginning} tells; with
     * more bytes it may be more. What follows the last area is of no use to anybody.
     */
    static int bytesNeeded(Bytes beginning) {
        if (beginning.length() < FruHeader.BYTES) {
            return FruHeader.BYTES;
        }
        FruHeader header = FruHeader.read(beginning);
        if (!header.trusted()) {
            return header.blank() ? FruHeader.BYTES : WORTH_A_TRY;
        }
        byte[] image = beginning.toArray();
        int areas =
                IntStream.of(header.chassis(), header.board(), header.product())
                        .filter(start -> start > 0)
                        .map(start -> areaEnd(image, start, header))
                        .max()
                        .orElse(FruHeader.BYTES);
        int records =
                header.multirecord() > 0
                        ? MultiRecordWalk.bytesNeeded(image, header.multirecord())
                        : 0;
        return Math.max(areas, records);
    }

    private static int areaEnd(byte[] image, int start, FruHeader header) {
        if (start + AreaReader.UNIT > image.length) {
            return start + AreaReader.UNIT;
        }
        int length = AreaReader.length(image, start);
        return length > 0
                ? start + length
                : header.nextArea(start, start + AreaReader.LONGEST_WITHOUT_LENGTH);
    }

    /** Some problems more, such as those of reading it. */
    FruImage withProblems(List<FruProblem> more) {
        var all = new ArrayList<>(more);
        all.addAll(problems);
        return new FruImage(blank, internalUse, chassis, board, product, multirecords, all);
    }

    /** Takes the areas out of an image. */
    private static final class Decoder {
        private final byte[] image;
        private final FruHeader header;
        private final List<FruProblem> problems;

        Decoder(Bytes bytes, FruHeader header) {
            this.image = bytes.toArray();
            this.header = header;
            this.problems = new ArrayList<>(header.problems());
        }

        FruImage image() {
            return new FruImage(
                    header.blank(),
                    internalUse(),
                    area(header.chassis(), Part.CHASSIS, ChassisArea::read),
                    area(header.board(), Part.BOARD, BoardArea::read),
                    area(header.product(), Part.PRODUCT, ProductArea::read),
                    multirecords(),
                    problems);
        }

        private <A> Optional<A> area(int start, Part part, Function<AreaReader, A> read) {
            if (start == 0) {
                return Optional.empty();
            }
            int next = header.nextArea(start, image.length);
            @Nullable AreaReader reader =
                    AreaReader.open(image, start, next, header.trusted(), part, problems);
            return Optional.ofNullable(reader).map(read);
        }

        private List<MultiRecord> multirecords() {
            int start = header.multirecord();
            return start == 0 || (!header.trusted() && !MultiRecordWalk.startsAt(image, start))
                    ? List.of()
                    : MultiRecordWalk.read(image, start, image.length, problems);
        }

        private Optional<Bytes> internalUse() {
            int start = header.internalUse();
            if (start == 0 || start >= image.length || !header.trusted()) {
                return Optional.empty();
            }
            int end = header.nextArea(start, image.length);
            return Optional.of(Bytes.of(image, start, end - start));
        }
    }
}
