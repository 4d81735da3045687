package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;

/** What Get SDR and Get SEL Entry ask for (IPMI 2.0 §31.5 and §33.12). */
record RecordQuestion(int reservation, int id, int offset, int count) {
    private static final int ID_AT = 2;
    private static final int WHOLE = 0xFF;

    static RecordQuestion of(Request request) {
        WireReader in = request.data();
        return new RecordQuestion(
                in.u16("reservation id"),
                in.u16("record id"),
                in.u8("offset"),
                in.u8("bytes to read"));
    }

    /** The same question about another record. */
    static Request withId(Request request, int id) {
        byte[] data = request.message().data().toArray();
        data[ID_AT] = (byte) id;
        data[ID_AT + 1] = (byte) (id >> 8);
        return request.withData(Bytes.of(data));
    }

    /** The same question by another number of bytes. */
    static Request withCount(Request request, int count) {
        byte[] data = request.message().data().toArray();
        data[data.length - 1] = (byte) count;
        return request.withData(Bytes.of(data));
    }

    boolean whole() {
        return count == WHOLE;
    }
}
