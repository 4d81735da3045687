package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireWriter;

import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What {@link RecordQuirk}s do to the records of a repository. */
final class RecordTwists {
    private static final int FULL = 0x01;
    private static final int COMPACT = 0x02;
    private static final int EVENT_ONLY = 0x03;
    private static final int TYPE_AT = 3;
    private static final int LENGTH_AT = 4;
    private static final int HEAD = 5;
    private static final int ENTITY_AT = 8;
    private static final int PROCESSOR = 0x03;
    private static final int PROCESSOR_OF_DCMI = 0x41;
    private static final int EVENT_ONLY_NAME_AT = 16;
    private static final int NAME_IN_FULL_AT = 47;
    private static final int NAME_IN_COMPACT_AT = 31;

    /** Bytes 37 to 42 of a full record, all of the upper thresholds first. */
    private static final int UNR_AT = 36;

    private RecordTwists() {}

    static UnaryOperator<byte[]> set(int at, int value) {
        return record -> {
            record[at] = (byte) value;
            return record;
        };
    }

    static byte[] clear(byte[] record, int at, int bits) {
        record[at] &= (byte) ~bits;
        return record;
    }

    /** Changes the sensors with numbers. */
    static UnaryOperator<List<Bytes>> analog(UnaryOperator<byte[]> change) {
        return where(type -> type == FULL, change);
    }

    /** Changes the sensors with states. */
    static UnaryOperator<List<Bytes>> discrete(UnaryOperator<byte[]> change) {
        return where(type -> type == COMPACT, change);
    }

    /** Changes all sensors that can be read. */
    static UnaryOperator<List<Bytes>> sensors(UnaryOperator<byte[]> change) {
        return where(type -> type == FULL || type == COMPACT, change);
    }

    /** Changes the names of all sensors that can be read; told where the length byte is. */
    static UnaryOperator<List<Bytes>> named(ObjIntConsumer<byte[]> change) {
        return sensors(record -> {
            change.accept(record, record[TYPE_AT] == FULL ? NAME_IN_FULL_AT : NAME_IN_COMPACT_AT);
            return record;
        });
    }

    private static UnaryOperator<List<Bytes>> where(
            Predicate<Integer> type, UnaryOperator<byte[]> change) {
        return records ->
                records.stream()
                        .map(record ->
                                type.test(record.u8(TYPE_AT))
                                        ? Bytes.of(change.apply(record.toArray()))
                                        : record)
                        .toList();
    }

    static byte[] upsideDown(byte[] record) {
        for (int at = UNR_AT; at < UNR_AT + 3; at++) {
            byte upper = record[at];
            record[at] = record[at + 3];
            record[at + 3] = upper;
        }
        return record;
    }

    static byte[] processorByDcmi(byte[] record) {
        if (record[ENTITY_AT] == PROCESSOR) {
            record[ENTITY_AT] = PROCESSOR_OF_DCMI;
        }
        return record;
    }

    static byte[] withoutMasks(byte[] record) {
        record[15] &= 0x0F;
        record[17] &= 0x0F;
        record[18] = 0;
        return record;
    }

    static List<Bytes> withoutDiscrete(List<Bytes> records) {
        return records.stream().filter(record -> record.u8(TYPE_AT) != COMPACT).toList();
    }

    static List<Bytes> eventOnlyAsCompact(List<Bytes> records) {
        return where(type -> type == EVENT_ONLY, RecordTwists::asCompact).apply(records);
    }

    /** Key, entity and name stay; the sensor is said to be one that the BMC reads. */
    private static byte[] asCompact(byte[] record) {
        var out = new WireWriter().bytes(record, 0, TYPE_AT).u8(COMPACT).u8(0);
        out.u8(0x20).bytes(record, HEAD + 1, 4).u8(0x7F).u8(0x40);
        out.u8(record[10]).u8(record[11]).u16(1).u16(1).u16(1).u8(0xC0).u16(0);
        out.u16(0).u16(0).u32(0);
        byte[] compact =
                out.bytes(record, EVENT_ONLY_NAME_AT, record.length - EVENT_ONLY_NAME_AT)
                        .toByteArray();
        compact[LENGTH_AT] = (byte) (compact.length - HEAD);
        return compact;
    }
}
