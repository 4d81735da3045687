package dev.sideband.ipmi.sdr;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.NoAnswer;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

import java.util.ArrayList;
import java.util.List;

/** An SDR repository in memory, with the habits that repositories have. */
public final class ScriptedRepository {
    /** The id of the last record's second appearance. */
    static final int LAST_AGAIN = 0x7FFE;

    private static final int NAME_LENGTH = 8;
    private static final int IDS_APART = 10;

    private static final String SENSOR =
            "010051013320000103017f680101007200723f3f80010000010000000000072859fc7f8064645f"
                    + "0000000202000000c84350552054656d70";

    public final ScriptedBmc bmc = new ScriptedBmc();
    private final List<Bytes> records = new ArrayList<>();
    private int reservation = 1;
    private int changes;
    private int reads;
    private int refuseAbove = 255;
    private int refuseWith;

    int mostBytes = 255;
    int silentAbove = 255;
    int losesReservationEvery = Integer.MAX_VALUE;
    int lastLeadsTo = 0xFFFF;
    int refusesRecord = -1;

    /** How often it refuses that record. */
    int refusesTimes = Integer.MAX_VALUE;

    /** Refuses another record, further on, in each walk. */
    boolean refusesFurtherOn;

    int addsWhileRead = -1;
    int excessBytes;
    boolean refusesReservation;
    boolean refusesInfo;
    int refusals;

    public ScriptedRepository() {
        bmc.on(0x0A, 0x20, _ -> info()).on(0x0A, 0x22, _ -> reserve()).on(0x0A, 0x23, this::get);
    }

    public ScriptedRepository withSensors(int count) {
        for (int i = 0; i < count; i++) {
            byte[] sensor = Bytes.fromHex(SENSOR).toArray();
            int id = records.size() * IDS_APART;
            sensor[0] = (byte) id;
            sensor[1] = (byte) (id >> 8);
            sensor[7] = (byte) (records.size() + 1);
            records.add(Bytes.of(sensor));
        }
        return this;
    }

    /** Gives a sensor another name of eight characters or less, and tells nobody. */
    public void rename(int index, String name) {
        byte[] sensor = records.get(index).toArray();
        for (int i = 0; i < NAME_LENGTH; i++) {
            sensor[sensor.length - NAME_LENGTH + i] =
                    (byte) (i < name.length() ? name.charAt(i) : ' ');
        }
        records.set(index, Bytes.of(sensor));
    }

    void add(String hex) {
        records.add(Bytes.fromHex(hex));
    }

    void refusesAbove(int bytes, int code) {
        refuseAbove = bytes;
        refuseWith = code;
    }

    List<String> records() {
        return records.stream().map(Bytes::toHex).toList();
    }

    private byte[] info() throws IpmiException {
        if (refusesInfo) {
            throw ScriptedBmc.refused(CompletionCode.INVALID_COMMAND);
        }
        return new WireWriter()
                .u8(0x51)
                .u16(records.size())
                .u16(0xFFFF)
                .u32(0x6000_0000L + changes)
                .u32(0)
                .u8(0x02)
                .toByteArray();
    }

    private byte[] reserve() throws IpmiException {
        if (refusesReservation) {
            throw ScriptedBmc.refused(CompletionCode.INVALID_COMMAND);
        }
        return new WireWriter().u16(++reservation).toByteArray();
    }

    private byte[] get(WireReader in) throws IpmiException {
        int given = in.u16("reservation");
        int id = in.u16("record id");
        int offset = in.u8("offset");
        int count = in.u8("count");
        if (++reads % losesReservationEvery == 0) {
            reservation++;
        }
        if (reads == addsWhileRead) {
            changes++;
            withSensors(1);
        }
        check(id, given, offset, count);
        Bytes record = records.get(index(id));
        int length = Math.min(Math.min(count, mostBytes), record.length() - offset);
        return new WireWriter()
                .u16(next(id))
                .bytes(record.toArray(), offset, length)
                .bytes(new byte[excessBytes])
                .toByteArray();
    }

    private void check(int id, int given, int offset, int count) throws IpmiException {
        if (count > silentAbove) {
            throw new NoAnswer("scripted silence");
        }
        if (given != reservation && offset != 0) {
            throw ScriptedBmc.refused(CompletionCode.RESERVATION_LOST);
        }
        if (count > refuseAbove) {
            refusals++;
            throw ScriptedBmc.refused(refuseWith);
        }
        if (id == 0 && offset == 0 && refusesFurtherOn) {
            refusesRecord++;
        }
        if (index(id) == refusesRecord && refusesTimes-- > 0) {
            throw ScriptedBmc.refused(CompletionCode.TIMEOUT);
        }
    }

    private int index(int id) {
        return id == LAST_AGAIN ? records.size() - 1 : id / IDS_APART;
    }

    private int next(int id) {
        if (id == LAST_AGAIN) {
            return 0xFFFF;
        }
        return index(id) + 1 < records.size() ? (index(id) + 1) * IDS_APART : lastLeadsTo;
    }
}
