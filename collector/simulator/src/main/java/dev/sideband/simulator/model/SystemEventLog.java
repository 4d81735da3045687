package dev.sideband.simulator.model;

import dev.sideband.ipmi.wire.Bytes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The log of a BMC (IPMI 2.0 §31): records in the order in which they came, ids that go round past
 * FFFEh, and an end to its room.
 *
 * <p>Besides what is in the log it keeps what ever was, as the truth for those who read it.
 */
public final class SystemEventLog {
    /** The last number that is an id; FFFFh means "the last" in requests, 0000h "the first". */
    public static final int LAST_ID = 0xFFFE;

    /** So many records are kept as truth; no run of a fleet comes near. */
    public static final int HISTORY_LIMIT = 200_000;

    private final int capacity;
    private final boolean circular;
    private final List<SelRecord> entries = new ArrayList<>();
    private final List<SelRecord> history = new ArrayList<>();
    private int nextId = 1;
    private long lastAddition;
    private long lastErase;
    private long additions;
    private long additionsBeforeClear;
    private boolean overflow;
    private int dropped;

    /**
     * @param capacity in records, 1 to FFFEh
     * @param circular whether a full log gives up its oldest record or drops the new one
     */
    public SystemEventLog(int capacity, boolean circular) {
        if (capacity < 1 || capacity > LAST_ID) {
            throw new IllegalArgumentException("capacity must be 1 to 65534, is " + capacity);
        }
        this.capacity = capacity;
        this.circular = circular;
    }

    /** The id that the next record will have, for tests of what happens when ids go round. */
    void continueAt(int id) {
        nextId = id;
    }

    /**
     * Appends a record where there is room.
     *
     * @param seconds the BMC's time
     * @param body the record without its id: 14 bytes
     */
    public void add(long seconds, Bytes body) {
        if (entries.size() == capacity) {
            overflow = true;
            if (!circular) {
                dropped++;
                return;
            }
            entries.removeFirst();
        }
        byte[] raw = new byte[SelRecord.LENGTH];
        raw[0] = (byte) nextId;
        raw[1] = (byte) (nextId >> 8);
        body.copyTo(raw, 2);
        var entry = new SelRecord(nextId, Bytes.of(raw));
        nextId = nextId == LAST_ID ? 1 : nextId + 1;
        entries.add(entry);
        additions++;
        if (history.size() < HISTORY_LIMIT) {
            history.add(entry);
        }
        lastAddition = seconds;
    }

    public void clear(long seconds) {
        entries.clear();
        additionsBeforeClear = additions;
        overflow = false;
        lastErase = seconds;
    }

    /** The record of an id; 0000h is the first, FFFFh the last. */
    public Optional<SelRecord> find(int id) {
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        return switch (id) {
            case 0 -> Optional.of(entries.getFirst());
            case 0xFFFF -> Optional.of(entries.getLast());
            default -> {
                int index = indexOf(id);
                yield index < entries.size() ? Optional.of(entries.get(index)) : Optional.empty();
            }
        };
    }

    /** The id behind a record of this log, FFFFh at the end. */
    public int idAfter(SelRecord entry) {
        int next = indexOf(entry.id()) + 1;
        return next < entries.size() ? entries.get(next).id() : 0xFFFF;
    }

    private int indexOf(int id) {
        return Math.floorMod(id - entries.getFirst().id(), LAST_ID);
    }

    public int size() {
        return entries.size();
    }

    public int capacity() {
        return capacity;
    }

    /** Seconds of the BMC's time; 0 before the first. */
    public long lastAddition() {
        return lastAddition;
    }

    public long lastErase() {
        return lastErase;
    }

    /** Whether records were lost for lack of room since the last clear. */
    public boolean overflow() {
        return overflow;
    }

    /** The records that are in the log, in order. */
    public List<SelRecord> entries() {
        return List.copyOf(entries);
    }

    /** How the oldest record counts, from 1, since the log was cleared. */
    public long firstOrdinal() {
        return additions - additionsBeforeClear - entries.size() + 1;
    }

    /** How many records were ever added. */
    public long additions() {
        return additions;
    }

    /** Records that found no room, ever. */
    public int dropped() {
        return dropped;
    }

    /** States of the sensor that watches this log: full (4), almost full (5). */
    public int states() {
        if (entries.size() == capacity && !circular) {
            return 0x30;
        }
        return entries.size() * 10 >= capacity * 9 && !circular ? 0x20 : 0;
    }

    /** Every record that ever was in the log, in order, but for the first {@code known}. */
    public List<SelRecord> addedAfter(int known) {
        return List.copyOf(history.subList(known, history.size()));
    }

    /** Every record that ever was in the log, in order. */
    public List<SelRecord> everAdded() {
        return List.copyOf(history);
    }
}
