package dev.sideband.collector.memory;

import dev.sideband.avro.SdrRepository;
import dev.sideband.ipmi.sdr.SdrRecord;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Sensor data records as they stand on the {@code sdr-repositories} topic, and back. */
final class SdrRecords {
    private SdrRecords() {}

    static SdrRepository repository(List<SdrRecord> records, Instant readAt) {
        WireWriter out = new WireWriter();
        for (SdrRecord record : records) {
            Bytes raw = record.raw();
            out.u16(raw.length()).bytes(raw.toArray());
        }
        byte[] content = out.toByteArray();
        return new SdrRepository(
                HexFormat.of().formatHex(sha256(content)),
                ByteBuffer.wrap(content),
                readAt.truncatedTo(ChronoUnit.MILLIS));
    }

    /**
     * The records again.
     *
     * @throws dev.sideband.ipmi.wire.WireFormatException where it is no list of records
     */
    static List<SdrRecord> of(Bytes content) {
        List<SdrRecord> records = new ArrayList<>();
        WireReader in = content.reader();
        while (in.hasMore()) {
            records.add(SdrRecord.decode(Bytes.of(in.bytes("record", in.u16("length")))));
        }
        return records;
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
