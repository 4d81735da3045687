package dev.sideband.ipmi.sdr;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireWriter;

/**
 * One record put together from the parts that a BMC gives. Where its header promises more than the
 * BMC has, it is what the BMC has.
 */
record SdrParts(int next, Bytes bytes) {
    private static final int LENGTH_AT = 4;

    static SdrParts read(SdrSource source, int id, ChunkSize chunk)
            throws IpmiException, InterruptedException {
        int first = chunk.whole() ? ChunkSize.WHOLE : SdrRecord.HEADER_BYTES;
        SdrSource.Part part = source.get(id, 0, first);
        Bytes head = part.data();
        if (head.length() < SdrRecord.HEADER_BYTES) {
            return new SdrParts(part.next(), head);
        }
        int total = SdrRecord.HEADER_BYTES + head.u8(LENGTH_AT);
        var record = new WireWriter(total);
        // More than asked for has been seen (HP DL585 G7); it is no part of the record.
        int given = chunk.whole() ? head.length() : SdrRecord.HEADER_BYTES;
        record.bytes(head.toArray(), 0, Math.min(total, given));
        while (record.length() < total) {
            int wanted = Math.min(total - record.length(), chunk.bytes());
            Bytes more = more(source, id, record.length(), wanted, chunk);
            if (more.length() == 0) {
                break;
            }
            record.bytes(more.toArray(), 0, Math.min(wanted, more.length()));
        }
        return new SdrParts(part.next(), Bytes.of(record.toByteArray()));
    }

    /** The next part; no bytes where the record ends before its length. */
    private static Bytes more(SdrSource source, int id, int offset, int wanted, ChunkSize chunk)
            throws IpmiException, InterruptedException {
        try {
            return source.get(id, offset, wanted).data();
        } catch (Refused refused) {
            boolean beyond =
                    switch (refused.completionCode()) {
                        case CompletionCode.PARAMETER_OUT_OF_RANGE,
                                CompletionCode.NOT_PRESENT,
                                CompletionCode.INVALID_DATA ->
                                true;
                        case CompletionCode.CANNOT_RETURN_LENGTH,
                                CompletionCode.LENGTH_LIMIT_EXCEEDED ->
                                chunk.smallest();
                        default -> false;
                    };
            if (beyond) {
                return Bytes.EMPTY;
            }
            throw refused;
        }
    }
}
