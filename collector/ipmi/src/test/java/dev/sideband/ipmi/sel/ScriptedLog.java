package dev.sideband.ipmi.sel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.NoAnswer;
import dev.sideband.ipmi.client.IpmiClient;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.sdr.ScriptedBmc;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

import java.util.ArrayList;
import java.util.List;

/** A System Event Log in memory, with the habits that logs have. */
final class ScriptedLog {
    static final long NOW = 1_700_000_000L;

    private final List<Entry> entries = new ArrayList<>();
    private final ScriptedBmc bmc = new ScriptedBmc();
    private int counter;
    private int reservation = 1;
    private long lastAdded;
    private long lastErased;

    /** The BMC's clock. */
    long clock = NOW;

    /** Timestamps of records and of the log; false: the BMC has no clock. */
    boolean keepsTime = true;

    /** Stamps of additions and erases; false: always zero. */
    boolean keepsStamps = true;

    /** Ids begin at 1 again after a clear. */
    boolean restartsIds = true;

    /** Records at most; more drop the oldest, or are dropped where the log is no ring. */
    int capacity = Integer.MAX_VALUE;

    /** Tells how much room there is; needs a capacity. */
    boolean tellsRoom;

    boolean ring;
    boolean overflow;
    int nextId = 1;

    /** Done before each answer to Get SEL Entry. */
    Runnable beforeEntry = () -> {};

    /** Asks for a reservation even where the standard needs none. */
    boolean wantsReservation;

    /** Names id + 1 as the next id, whether it is there or not. */
    boolean countsUp;

    /** Refuses FFh as a count. */
    boolean wantsCount;

    private record Entry(int id, Bytes bytes) {}

    /** A new record takes the reservation away. */
    boolean cancelsReservations;

    boolean refusesReservations;

    /** The completion code for every Get SEL Entry; 0: none. */
    int refusesEntries;

    /** Done before each answer to Clear SEL that is to begin. */
    Runnable beforeClear = () -> {};

    int questionsWhileErasing;
    boolean losesAnswerToClear;
    boolean losesRequestToClear;

    /** How often it was cleared by command. */
    int clears;

    ScriptedLog() {
        bmc.on(0x0A, 0x40, _ -> info())
                .on(0x0A, 0x42, _ -> reserved())
                .on(0x0A, 0x47, this::clearing)
                .on(0x0A, 0x43, this::entry);
    }

    IpmiClient client() {
        return bmc;
    }

    int commands() {
        return bmc.sent.size();
    }

    int size() {
        return entries.size();
    }

    /** Adds a record that differs from all others and returns what tells it from them. */
    int add() {
        if (entries.size() == capacity) {
            overflow = !ring;
            if (!ring) {
                return -1;
            }
            entries.removeFirst();
        }
        reservation += cancelsReservations ? 1 : 0;
        int unique = ++counter;
        var record = new WireWriter().u16(nextId).u8(0x02).u32(keepsTime ? clock : 0xFFFFFFFFL);
        record.u16(0x0020).u8(4).u8(0x0C).u8(unique >> 24).u8(0x6F).u24(unique);
        entries.add(new Entry(nextId, Bytes.of(record.toByteArray())));
        lastAdded = clock;
        do {
            nextId = nextId >= 0xFFFE ? 1 : nextId + 1;
        } while (has(nextId));
        return unique;
    }

    List<Integer> add(int count) {
        var added = new ArrayList<Integer>();
        for (int i = 0; i < count; i++) {
            added.add(add());
        }
        return added;
    }

    void clear() {
        entries.clear();
        lastErased = clock;
        overflow = false;
        nextId = restartsIds ? 1 : nextId;
        reservation++;
    }

    void delete(int index) {
        entries.remove(index);
        lastErased = clock;
    }

    /** Numbers the records from 1 on, as some firmware does when it drops the oldest. */
    void renumber() {
        var old = List.copyOf(entries);
        entries.clear();
        nextId = 1;
        for (Entry entry : old) {
            byte[] bytes = entry.bytes.toArray();
            bytes[0] = (byte) nextId;
            bytes[1] = (byte) (nextId >> 8);
            entries.add(new Entry(nextId++, Bytes.of(bytes)));
        }
    }

    void put(String hex) {
        Bytes bytes = Bytes.fromHex(hex);
        putAs(bytes.u8(0) | bytes.u8(1) << 8, hex);
    }

    void putAs(int id, String hex) {
        entries.add(new Entry(id, Bytes.fromHex(hex)));
        lastAdded = clock;
    }

    void withoutInfo() {
        refusesInfo(CompletionCode.INVALID_COMMAND);
    }

    void refusesInfo(int completionCode) {
        bmc.on(
                0x0A,
                0x40,
                _ -> {
                    throw ScriptedBmc.refused(completionCode);
                });
    }

    /** The records that the log holds, by what tells them from each other. */
    List<Integer> held() {
        return entries.stream().map(entry -> unique(SelRecord.decode(entry.bytes))).toList();
    }

    static int unique(SelRecord record) {
        var event = (SelRecord.SystemEvent) record;
        return event.sensorNumber() << 24
                | event.data3() << 16
                | event.data2() << 8
                | event.data1();
    }

    private boolean has(int id) {
        return entries.stream().anyMatch(entry -> entry.id == id);
    }

    /** As another reader does. */
    void reserve() {
        reservation++;
    }

    private byte[] reserved() throws IpmiException {
        if (refusesReservations) {
            throw ScriptedBmc.refused(0xD4);
        }
        reserve();
        return new WireWriter().u16(reservation).toByteArray();
    }

    private byte[] clearing(WireReader in) throws IpmiException {
        int given = in.u16("reservation");
        assertThat(in.bytes("CLR", 3)).isEqualTo(new byte[] {'C', 'L', 'R'});
        boolean start = in.u8("operation") == 0xAA;
        if (start) {
            beforeClear.run();
            if (losesRequestToClear) {
                throw new NoAnswer("lost");
            }
        }
        if (given != reservation) {
            throw ScriptedBmc.refused(CompletionCode.RESERVATION_LOST);
        }
        if (start) {
            int kept = reservation;
            clear();
            clears++;
            reservation = kept;
            if (losesAnswerToClear) {
                throw new NoAnswer("lost");
            }
        }
        return new byte[] {(byte) (questionsWhileErasing-- > 0 ? 0 : 1)};
    }

    private byte[] info() {
        return new WireWriter()
                .u8(0x51)
                .u16(entries.size())
                .u16(tellsRoom ? (capacity - entries.size()) * 16 : 0xFFFF)
                .u32(keepsStamps ? lastAdded : 0)
                .u32(keepsStamps ? lastErased : 0)
                .u8(overflow ? 0x82 : 0x02)
                .toByteArray();
    }

    private byte[] entry(WireReader in) throws IpmiException {
        beforeEntry.run();
        if (refusesEntries != 0) {
            throw ScriptedBmc.refused(refusesEntries);
        }
        int given = in.u16("reservation");
        int id = in.u16("record id");
        int offset = in.u8("offset");
        int count = in.u8("count");
        if (wantsReservation && given != reservation) {
            throw ScriptedBmc.refused(CompletionCode.RESERVATION_LOST);
        }
        if (wantsCount && count == 0xFF) {
            throw ScriptedBmc.refused(CompletionCode.CANNOT_RETURN_LENGTH);
        }
        int index = index(id);
        if (index < 0 || offset != 0) {
            throw ScriptedBmc.refused(CompletionCode.NOT_PRESENT);
        }
        byte[] bytes = entries.get(index).bytes.toArray();
        return new WireWriter().u16(next(index)).bytes(bytes).toByteArray();
    }

    private int next(int index) {
        if (index + 1 == entries.size()) {
            return 0xFFFF;
        }
        return countsUp ? entries.get(index).id + 1 : entries.get(index + 1).id;
    }

    private int index(int id) {
        if (id == 0x0000) {
            return entries.isEmpty() ? -1 : 0;
        }
        if (id == 0xFFFF) {
            return entries.size() - 1;
        }
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).id == id) {
                return i;
            }
        }
        return -1;
    }
}
