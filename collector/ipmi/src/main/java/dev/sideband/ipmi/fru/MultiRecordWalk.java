package dev.sideband.ipmi.fru;

import dev.sideband.ipmi.fru.FruProblem.Part;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.Checksum;
import dev.sideband.ipmi.wire.WireFormatException;

import java.util.ArrayList;
import java.util.List;

/**
 * Goes through the multirecord area (FRU definition §16): a header of five bytes with the type, the
 * end mark and version 2, the length, the sum of the data and its own sum; then the data.
 *
 * <p>A record that is wrong does not end the list: after one with a bad header the walk goes on
 * where a header with right sums for itself and its data is found.
 */
final class MultiRecordWalk {
    private static final int HEADER_BYTES = 5;

    /** How far to look for a good header behind a bad one. */
    private static final int SEARCH_BYTES = 256;

    private static final int LONGEST = HEADER_BYTES + 255;

    private static final int VERSION = 2;
    private static final int END = 0x80;
    private static final int MAX_RECORDS = 256;

    private final byte[] image;
    private final int end;
    private final List<FruProblem> problems;
    private final List<MultiRecord> records = new ArrayList<>();

    private MultiRecordWalk(byte[] image, int end, List<FruProblem> problems) {
        this.image = image;
        this.end = end;
        this.problems = problems;
    }

    /** Whether a record's header is at {@code start}. */
    static boolean startsAt(byte[] image, int start) {
        return start + HEADER_BYTES <= image.length && isHeader(image, start);
    }

    /** The records from {@code start} on, no further than {@code end}. */
    static List<MultiRecord> read(byte[] image, int start, int end, List<FruProblem> problems) {
        var walk = new MultiRecordWalk(image, Math.min(end, image.length), problems);
        walk.from(start);
        return List.copyOf(walk.records);
    }

    /**
     * How many bytes from the start of the image the list takes, as far as {@code image} tells:
     * more than there are while its end is not in sight.
     */
    static int bytesNeeded(byte[] image, int start) {
        int at = start;
        for (int i = 0; i < MAX_RECORDS; i++) {
            if (at + HEADER_BYTES > image.length) {
                return at + HEADER_BYTES;
            }
            if (isHeader(image, at)) {
                int next = at + HEADER_BYTES + length(image, at);
                if (isLast(image, at)) {
                    return next;
                }
                at = next;
            } else if (isFilling(image, at)) {
                return at;
            } else if (image.length < at + SEARCH_BYTES + LONGEST) {
                return at + SEARCH_BYTES + LONGEST;
            } else {
                int next = find(image, at + 1, image.length);
                if (next == image.length) {
                    return at;
                }
                at = next;
            }
        }
        return at;
    }

    private void from(int start) {
        int at = start;
        while (records.size() < MAX_RECORDS) {
            if (at + HEADER_BYTES > end) {
                problem(records.size(), "lies behind the end");
                return;
            }
            if (isHeader(image, at)) {
                int next = record(at);
                if (isLast(image, at)) {
                    return;
                }
                at = next;
            } else if (isFilling(image, at)) {
                problem(records.size(), "is missing, though the one before is not the last");
                return;
            } else {
                problem(records.size(), "the header is wrong");
                at = find(image, at + 1, end);
                if (at == end) {
                    return;
                }
            }
        }
        problem(records.size(), "there are more than %d records".formatted(MAX_RECORDS));
    }

    /** Where the next record begins. */
    private int record(int at) {
        int index = records.size();
        int type = image[at] & 0xFF;
        int start = at + HEADER_BYTES;
        int length = length(image, at);
        int there = Math.max(0, Math.min(length, end - start));
        if (there < length) {
            problem(index, "%d of its %d bytes are missing".formatted(length - there, length));
        } else if (!isDataRight(image, at)) {
            problem(index, "the checksum of its data is wrong");
        }
        Bytes data = Bytes.of(image, start, there);
        try {
            records.add(MultiRecord.decode(type, data));
        } catch (WireFormatException tooShort) {
            problem(index, "its data are too short");
            records.add(new UnknownMultiRecord(type, data));
        }
        return start + length;
    }

    /** Where a whole record begins, from {@code start} on; {@code end} where none does. */
    private static int find(byte[] image, int start, int end) {
        int last = Math.min(start + SEARCH_BYTES, end - HEADER_BYTES);
        for (int at = start; at <= last; at++) {
            if (isHeader(image, at)
                    && at + HEADER_BYTES + length(image, at) <= end
                    && isDataRight(image, at)) {
                return at;
            }
        }
        return end;
    }

    private static boolean isDataRight(byte[] image, int at) {
        int sum = Checksum.of(image, at + HEADER_BYTES, length(image, at));
        return sum == (image[at + 3] & 0xFF);
    }

    private static boolean isHeader(byte[] image, int at) {
        return (image[at + 1] & 0x0F) == VERSION && Checksum.of(image, at, HEADER_BYTES) == 0;
    }

    private static boolean isFilling(byte[] image, int at) {
        for (int i = at + 1; i < at + HEADER_BYTES; i++) {
            if (image[i] != image[at]) {
                return false;
            }
        }
        return image[at] == 0 || image[at] == (byte) 0xFF;
    }

    private static boolean isLast(byte[] image, int at) {
        return (image[at + 1] & END) != 0;
    }

    private static int length(byte[] image, int at) {
        return image[at + 2] & 0xFF;
    }

    private void problem(int index, String text) {
        problems.add(new FruProblem(Part.MULTIRECORD, "record %d: %s".formatted(index, text)));
    }
}
