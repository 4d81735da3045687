package dev.sideband.ipmi.fru;

import dev.sideband.ipmi.fru.FruProblem.Part;
import dev.sideband.ipmi.wire.Checksum;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads one chassis, board or product area (FRU definition §10 to §12): version, length in units of
 * eight bytes, fixed bytes, fields up to C1h, filling, checksum. What is missing is empty.
 */
final class AreaReader {
    static final int UNIT = 8;

    /** How much to read of an area that says no length and has no area behind it. */
    static final int LONGEST_WITHOUT_LENGTH = 256;

    private static final int VERSION = 1;
    private static final int LENGTH_AT = 1;
    private static final int HEAD = 2;
    private static final int END_OF_FIELDS = 0xC1;
    private static final int LENGTH_BITS = 0x3F;

    private final byte[] image;
    private final Part part;
    private final List<FruProblem> problems;

    /** Behind the last byte that can be of a field. */
    private final int fieldsEnd;

    private int position;
    private boolean ended;
    private boolean endMark;

    private AreaReader(
            byte[] image, int start, int fieldsEnd, Part part, List<FruProblem> problems) {
        this.image = image;
        this.position = start + HEAD;
        this.fieldsEnd = fieldsEnd;
        this.part = part;
        this.problems = problems;
    }

    /**
     * The area at {@code start}; nothing where no such area begins there.
     *
     * @param trusted whether to give the benefit of the doubt to an area that is not as it should
     *     be
     * @param nextArea where the area must end if it does not say it
     */
    static @Nullable AreaReader open(
            byte[] image,
            int start,
            int nextArea,
            boolean trusted,
            Part part,
            List<FruProblem> problems) {
        if (start + HEAD > image.length) {
            if (!trusted) {
                return null;
            }
            problems.add(new FruProblem(part, "begins at %d, behind the end".formatted(start)));
            return null;
        }
        int length = length(image, start);
        int end = start + length;
        boolean sumRight =
                length > 0 && end <= image.length && Checksum.of(image, start, length) == 0;
        boolean versionRight = (image[start] & 0x0F) == VERSION;
        if (!trusted && !(versionRight && sumRight)) {
            return null;
        }
        if (!versionRight) {
            problems.add(new FruProblem(part, "unknown version " + (image[start] & 0x0F)));
            if (!sumRight) {
                return null;
            }
        }
        if (length == 0) {
            problems.add(new FruProblem(part, "the length is 0"));
            return new AreaReader(image, start, nextArea, part, problems);
        }
        if (end > image.length) {
            problems.add(
                    new FruProblem(
                            part, "%d bytes of it are missing".formatted(end - image.length)));
            return new AreaReader(image, start, image.length, part, problems);
        }
        if (!sumRight) {
            problems.add(new FruProblem(part, "the checksum is wrong"));
        }
        return new AreaReader(image, start, end - 1, part, problems);
    }

    /** A fixed byte; 0 where there is none. */
    int u8() {
        return position < fieldsEnd ? image[position++] & 0xFF : 0;
    }

    /** Three fixed bytes, lowest first. */
    int u24() {
        return u8() | u8() << 8 | u8() << 16;
    }

    /** The next field, or an empty one behind the last. */
    FruField field(int language) {
        if (ended) {
            return FruField.EMPTY;
        }
        if (position >= fieldsEnd) {
            problems.add(new FruProblem(part, "the end mark is missing"));
            ended = true;
            return FruField.EMPTY;
        }
        int head = image[position++] & 0xFF;
        if (head == END_OF_FIELDS) {
            ended = true;
            endMark = true;
            return FruField.EMPTY;
        }
        int wanted = head & LENGTH_BITS;
        int length = Math.min(wanted, fieldsEnd - position);
        if (length < wanted) {
            problems.add(
                    new FruProblem(
                            part, "a field of %d bytes has only %d".formatted(wanted, length)));
        }
        byte[] bytes = Arrays.copyOfRange(image, position, position + length);
        position += length;
        return FruField.decode(head, bytes, language);
    }

    /** All fields that are left; where the end mark is missing, filling is not taken for fields. */
    List<FruField> rest(int language) {
        var fields = new ArrayList<FruField>();
        while (!ended) {
            FruField field = field(language);
            if (!ended) {
                fields.add(field);
            }
        }
        while (!endMark && !fields.isEmpty() && fields.getLast().isEmpty()) {
            fields.removeLast();
        }
        return List.copyOf(fields);
    }

    /** What the area says of its length, in bytes. */
    static int length(byte[] image, int start) {
        return (image[start + LENGTH_AT] & 0xFF) * UNIT;
    }
}
