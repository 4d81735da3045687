package dev.sideband.ipmi.sel;

import dev.sideband.ipmi.command.storage.GetSelInfo;
import dev.sideband.ipmi.wire.Bytes;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * How far a log has been read. The caller keeps it with the records that it has passed on, in one
 * transaction, and gives it to the next {@link SelReader#read}.
 *
 * @param epoch the log's present life; +1 at each clear, each wrap of the ids and each change of
 *     the clock
 * @param recordId the id that the last record was asked by; means something where {@code tail} is
 *     not empty
 * @param tail the bytes of the last records, 16 each, the last one at the end: at least that one,
 *     and up to {@value #TAIL_RECORDS} so that deletions are not taken for a clear
 * @param entries in the log when it was last read
 * @param lastAdded by the BMC's clock, as sent
 * @param lastErased by the BMC's clock, as sent
 * @param overflow whether the BMC's overflow bit has been announced
 * @param nearlyFull whether it has been announced that there is little room left
 * @param clock the BMC's clock when its changes were last looked for; null: never
 */
public record SelPosition(
        long epoch,
        int recordId,
        Bytes tail,
        int entries,
        long lastAdded,
        long lastErased,
        boolean overflow,
        boolean nearlyFull,
        @Nullable SelClock clock) {
    /** Nothing has been read yet. */
    public static final SelPosition START =
            new SelPosition(0, 0, Bytes.EMPTY, 0, 0, 0, false, false, null);

    static final int TAIL_RECORDS = 32;

    public SelPosition {
        if (tail.length() % SelRecord.LENGTH != 0) {
            throw new IllegalArgumentException(
                    "tail must be whole records of 16 bytes, not %d bytes"
                            .formatted(tail.length()));
        }
    }

    /** Whether no record of this epoch has been read. */
    public boolean isEmpty() {
        return tail.length() == 0;
    }

    /** The last records, oldest first. */
    List<Bytes> records() {
        byte[] all = tail.toArray();
        var records = new ArrayList<Bytes>();
        for (int at = 0; at < all.length; at += SelRecord.LENGTH) {
            records.add(Bytes.of(all, at, SelRecord.LENGTH));
        }
        return records;
    }

    /** The position behind {@code record}, which was asked for by {@code askedId}. */
    SelPosition after(int askedId, Bytes record, long newEpoch) {
        byte[] known = tail.toArray();
        int kept = Math.min(known.length, (TAIL_RECORDS - 1) * SelRecord.LENGTH);
        var bytes = new byte[kept + SelRecord.LENGTH];
        System.arraycopy(known, known.length - kept, bytes, 0, kept);
        System.arraycopy(record.toArray(), 0, bytes, kept, SelRecord.LENGTH);
        return new SelPosition(
                newEpoch,
                askedId,
                Bytes.of(bytes),
                entries,
                lastAdded,
                lastErased,
                overflow,
                nearlyFull,
                clock);
    }

    /** The same place in a log of which {@code info} is known now. */
    SelPosition with(GetSelInfo.Response info) {
        return new SelPosition(
                epoch,
                recordId,
                tail,
                info.entries(),
                info.lastAdded(),
                info.lastErased(),
                overflow,
                nearlyFull,
                clock);
    }

    /** The beginning of the next epoch. */
    SelPosition cleared() {
        return at(epoch + 1, 0, Bytes.EMPTY);
    }

    /** The same place, so many epochs later. */
    SelPosition later(long epochs) {
        return at(epoch + epochs, recordId, tail);
    }

    private SelPosition at(long inEpoch, int lastId, Bytes lastRecords) {
        return new SelPosition(
                inEpoch,
                lastId,
                lastRecords,
                entries,
                lastAdded,
                lastErased,
                overflow,
                nearlyFull,
                clock);
    }

    SelPosition withOverflow(boolean announced) {
        return new SelPosition(
                epoch,
                recordId,
                tail,
                entries,
                lastAdded,
                lastErased,
                announced,
                nearlyFull,
                clock);
    }

    SelPosition withNearlyFull(boolean announced) {
        return new SelPosition(
                epoch, recordId, tail, entries, lastAdded, lastErased, overflow, announced, clock);
    }

    SelPosition withClock(@Nullable SelClock seen) {
        return new SelPosition(
                epoch, recordId, tail, entries, lastAdded, lastErased, overflow, nearlyFull, seen);
    }
}
