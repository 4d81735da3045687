package dev.sideband.redfish.log;

import dev.sideband.redfish.log.Elsewhere.Verdict;
import dev.sideband.redfish.log.LogItem.News;
import dev.sideband.redfish.log.LogItem.Notice;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is to be passed on of a log, in batches: each ends at a position from which a later walk
 * finds the rest, so that none is lost and none comes twice where only some of them were written.
 */
final class LogPlan {
    /** Entries that are gone are remembered for a while: a walk may have missed them. */
    private static final int MAX_GONE = 256;

    private final ReadPosition from;
    private final long epoch;
    private final List<Notice> notices;
    private final List<Fingerprint> gone;
    private final List<Slot> slots;
    private final boolean renumbers;
    private final boolean nearlyFull;

    private int done;
    private boolean noticed;
    private boolean waiting;
    private long revisions;

    /**
     * An entry's place in the log.
     *
     * @param before what was known of it; null where it is new
     */
    record Slot(@Nullable Fingerprint before, SeenEntry entry) {
        boolean isPending() {
            return !entry.fingerprint().equals(before);
        }
    }

    /**
     * A plan.
     *
     * @param gone what is known and not in the log any more, oldest first
     * @param slots the whole log, oldest first
     * @param renumbers what the next position says of it
     * @param nearlyFull what the next position says of it
     */
    LogPlan(
            ReadPosition from,
            long epoch,
            List<Notice> notices,
            List<Fingerprint> gone,
            List<Slot> slots,
            boolean renumbers,
            boolean nearlyFull) {
        this.from = from;
        this.epoch = epoch;
        this.notices = List.copyOf(notices);
        this.slots = List.copyOf(slots);
        this.renumbers = renumbers;
        this.nearlyFull = nearlyFull;
        this.revisions = from.revisions();
        // Of a log that is empty for once, all is remembered: it may be back in a minute.
        int room = slots.isEmpty() ? LogWalk.WINDOW : MAX_GONE;
        this.gone = List.copyOf(gone.subList(Math.max(0, gone.size() - room), gone.size()));
    }

    /**
     * The next batch.
     *
     * @param judge whether another log has told of an event, so that this one need not; it ends
     *     before an event that has to wait
     */
    LogBatch next(int maxItems, Function<RedfishEvent, Verdict> judge) {
        List<LogItem> items = new ArrayList<>(noticed ? List.of() : notices);
        noticed = true;
        waiting = false;
        while (done < slots.size() && items.size() < maxItems) {
            Slot slot = slots.get(done);
            RedfishEvent event = slot.entry().event();
            Verdict verdict = slot.isPending() && event != null ? judge.apply(event) : Verdict.TOLD;
            if (verdict == Verdict.WAIT) {
                waiting = true;
                return new LogBatch(items, position(items), false);
            }
            done++;
            if (verdict == Verdict.NEW && event != null) {
                long revision = slot.before() == null ? 0 : ++revisions;
                items.add(new LogItem.Entry(epoch, event, revision));
            }
        }
        boolean more = slots.stream().skip(done).anyMatch(Slot::isPending);
        if (!more) {
            done = slots.size();
        }
        return new LogBatch(items, position(items), more);
    }

    /** Whether it ended before an event that has to wait: to be asked again later. */
    boolean isWaiting() {
        return waiting;
    }

    /** What has been passed on or over before, as far as it was read. */
    List<RedfishEvent> known() {
        return slots.stream()
                .filter(slot -> !slot.isPending())
                .map(slot -> slot.entry().event())
                .flatMap(Stream::ofNullable)
                .toList();
    }

    /** Whether an entry was taken for a known one on the walk, and is to be read again. */
    boolean lacksEvents() {
        return slots.stream().anyMatch(slot -> slot.isPending() && slot.entry().event() == null);
    }

    private ReadPosition position(List<LogItem> items) {
        List<Fingerprint> known = new ArrayList<>(gone);
        String lastId = "";
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            Fingerprint fingerprint = i < done ? slot.entry().fingerprint() : slot.before();
            if (fingerprint != null) {
                known.add(fingerprint);
                lastId = slot.entry().id();
            }
        }
        ReadPosition to =
                new ReadPosition(
                        epoch,
                        revisions,
                        known,
                        known.size() - gone.size(),
                        lastId.isEmpty() ? from.lastId() : lastId,
                        renumbers,
                        nearlyFull);
        return items.isEmpty() && saysTheSame(to) ? from : to;
    }

    /** Not worth writing: only what is remembered of entries that are gone differs. */
    private boolean saysTheSame(ReadPosition to) {
        return to.inLog().equals(from.inLog())
                && to.epoch() == from.epoch()
                && to.renumbers() == from.renumbers()
                && to.nearlyFull() == from.nearlyFull();
    }

    /** The log is nearly full, and takes no more then. */
    static Notice nearlyFull(long epoch, String lastId, long entries, HardwareLog log) {
        return new Notice(
                epoch,
                News.NEARLY_FULL,
                lastId,
                "%d of %d records are used, and the log takes no more when it is full; save and clear it"
                        .formatted(entries, log.maxRecords()));
    }
}
