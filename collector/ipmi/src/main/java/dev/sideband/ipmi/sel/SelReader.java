package dev.sideband.ipmi.sel;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.client.IpmiClient;
import dev.sideband.ipmi.command.storage.GetSelInfo;
import dev.sideband.ipmi.sel.SelItem.Entry;
import dev.sideband.ipmi.sel.SelItem.News;
import dev.sideband.ipmi.sel.SelItem.Notice;
import dev.sideband.ipmi.sel.SelSource.Found;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;

/**
 * Reads the log of one BMC on from where it was left, each record once (IPMI 2.0 §31.5).
 *
 * <p>The order of the log is the chain of next ids, not the ids: those start anywhere, have gaps
 * and begin again behind FFFEh. What the reader knows of a log is in the {@link SelPosition} alone:
 * a batch that ends in an exception is as if it had not been read.
 *
 * <p>It belongs to the thread that owns the BMC.
 */
public final class SelReader {
    /** Ids looked at behind a successor that is not there: some BMCs only count up. */
    private static final int MAX_MISSING_IDS = 8;

    private final SelSource source;
    private final SelResume resume;

    public SelReader(IpmiClient client) {
        source = new SelSource(client);
        resume = new SelResume(source);
    }

    /**
     * Reads what is new since {@code from}.
     *
     * @param maxRecords the most records of one batch, at least 1
     * @throws IpmiException where the BMC does not answer or refuses; {@code from} is good still
     */
    public SelBatch read(SelPosition from, int maxRecords)
            throws IpmiException, InterruptedException {
        if (maxRecords < 1) {
            throw new IllegalArgumentException("maxRecords must be at least 1");
        }
        SelResume.Start start = resume.find(from, source.info());
        var batch = new Batch(start);
        boolean more = follow(batch, start.nextId(), maxRecords);
        if (batch.found.isEmpty()) {
            return batch.finish(start.info(), more);
        }
        GetSelInfo.Response now = source.info();
        OptionalInt torn = SelTear.find(source, start, batch.found, now);
        return torn.isPresent()
                ? torn(from, start, batch.found.subList(0, torn.getAsInt()))
                : batch.finish(now, more);
    }

    /**
     * The log was cleared while it was read: only what is known to be from before counts, and the
     * next read finds the clear.
     */
    private static SelBatch torn(SelPosition from, SelResume.Start start, List<Found> whole) {
        if (whole.isEmpty() && start.position().equals(from)) {
            // Nothing is kept, so that the notices come again if they are still true.
            return new SelBatch(List.of(), from, true);
        }
        var batch = new Batch(start);
        whole.forEach(batch::add);
        return new SelBatch(batch.items, batch.position, true);
    }

    /** Follows the chain; true where the batch was full before its end. */
    private boolean follow(Batch batch, int nextId, int maxRecords)
            throws IpmiException, InterruptedException {
        var asked = new HashSet<Integer>();
        int id = nextId;
        while (id != SelSource.LAST && asked.add(id)) {
            if (batch.found.size() == maxRecords) {
                return true;
            }
            Found record = source.get(id);
            if (record == null) {
                record = behindMissing(batch, id);
            }
            if (record == null) {
                return false;
            }
            if (!batch.knows(record) && !record.blank()) {
                batch.add(record);
            }
            // 0000h would be the first record again: nothing behind it can be named.
            id = record.next() == SelSource.FIRST ? SelSource.LAST : record.next();
        }
        return false;
    }

    /**
     * Looks behind a gap: some BMCs name id + 1 as the successor, whether it is there or not. Only
     * a record that is not older can be one; in a ring the ids ahead are those of the oldest.
     */
    private @Nullable Found behindMissing(Batch batch, int missingId)
            throws IpmiException, InterruptedException {
        long last = batch.lastSeconds();
        if (!SelTime.isWallTime(last)) {
            return null;
        }
        for (int i = 1; i <= MAX_MISSING_IDS && missingId + i < SelSource.LAST; i++) {
            Found record = source.get(missingId + i);
            if (record != null) {
                long seconds = SelResume.seconds(record.bytes());
                return SelTime.isWallTime(seconds) && seconds >= last ? record : null;
            }
        }
        return null;
    }

    /** What is read, with the position that goes with it. */
    private static final class Batch {
        private final List<SelItem> items;
        private final List<Found> found = new ArrayList<>();
        private SelPosition position;

        Batch(SelResume.Start start) {
            items = new ArrayList<>(start.notices());
            position = start.position();
        }

        boolean knows(Found record) {
            return position.records().contains(record.bytes());
        }

        long lastSeconds() {
            return position.isEmpty()
                    ? SelTime.UNSPECIFIED
                    : SelResume.seconds(position.records().getLast());
        }

        void add(Found record) {
            long epoch = position.epoch();
            if (!position.isEmpty() && SelResume.wrapped(position, record.id())) {
                epoch++;
                items.add(
                        new Notice(
                                epoch,
                                News.WRAPPED,
                                "record ids began again at %04Xh".formatted(record.id())));
            }
            found.add(record);
            items.add(new Entry(epoch, SelRecord.decode(record.given())));
            position = position.after(record.askedId(), record.bytes(), epoch);
        }

        SelBatch finish(GetSelInfo.Response now, boolean more) {
            SelPosition end = position.with(now);
            if (more) {
                return new SelBatch(items, end, true);
            }
            if (now.overflow() && !end.overflow()) {
                say(News.GAP, "the log is full and the BMC drops records");
            }
            boolean full = SelRoom.nearlyFull(now, end.nearlyFull());
            if (full && !end.nearlyFull()) {
                say(News.NEARLY_FULL, SelRoom.text(now));
            }
            end = end.withOverflow(now.overflow()).withNearlyFull(full);
            return new SelBatch(items, end, false);
        }

        private void say(News news, String text) {
            items.add(new Notice(position.epoch(), news, text));
        }
    }
}
