package dev.sideband.ipmi.sdr;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.Malformed;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireWriter;

/** One record put together from the parts that a BMC gives. */
record SdrParts(int next, Bytes bytes) {
    private static final int LENGTH_AT = 4;

    static SdrParts read(SdrSource source, int id, ChunkSize chunk)
            throws IpmiException, InterruptedException {
        int first = chunk.whole() ? ChunkSize.WHOLE : SdrRecord.HEADER_BYTES;
        SdrSource.Part part = source.get(id, 0, first);
        Bytes head = part.data();
        if (head.length() < SdrRecord.HEADER_BYTES) {
            throw new Malformed(
                    "SDR %04Xh: %d bytes instead of a header".formatted(id, head.length()));
        }
        int total = SdrRecord.HEADER_BYTES + head.u8(LENGTH_AT);
        var record = new WireWriter(total);
        record.bytes(head.toArray(), 0, Math.min(total, head.length()));
        while (record.length() < total) {
            int wanted = Math.min(total - record.length(), chunk.bytes());
            Bytes more = source.get(id, record.length(), wanted).data();
            if (more.length() == 0) {
                throw new Malformed(
                        "SDR %04Xh: no bytes at offset %d of %d"
                                .formatted(id, record.length(), total));
            }
            // More than asked for has been seen; what counts is the length in the header.
            record.bytes(more.toArray(), 0, Math.min(wanted, more.length()));
        }
        return new SdrParts(part.next(), Bytes.of(record.toByteArray()));
    }
}
