package dev.sideband.redfish.log;

import dev.sideband.redfish.log.Fingerprint.Identity;
import dev.sideband.redfish.log.LogItem.News;
import dev.sideband.redfish.log.LogItem.Notice;
import dev.sideband.redfish.log.LogPlan.Slot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What became of a log since a position, judged by its entries alone. An entry is new where no
 * known one has its identity; that holds in whatever order a BMC hands them out. Only where a full
 * log numbers its entries anew (iDRAC keeps the ids 1 to 1024) does the order count: what was at
 * its end is then before it.
 */
final class LogDiff {
    /** In percent of its room. */
    private static final int NEARLY_FULL = 90;

    private static final int ROOM_AGAIN = 80;

    private final HardwareLog log;
    private final ReadPosition from;
    private final List<Fingerprint> inLog;
    private final Map<Identity, Fingerprint> known;

    LogDiff(HardwareLog log, ReadPosition from) {
        this.log = log;
        this.from = from;
        this.inLog = from.inLog();
        this.known = known(from);
    }

    /** What is known at a position, by identity. */
    static Map<Identity, Fingerprint> known(ReadPosition position) {
        Map<Identity, Fingerprint> known = new HashMap<>();
        position.known().forEach(one -> known.put(one.identity(), one));
        return known;
    }

    /**
     * The plan where only the log's newer end was read, if that goes on where it was left.
     *
     * @param end the newest entries, oldest first
     * @param entries how many there are in all
     */
    Optional<LogPlan> continued(List<SeenEntry> end, long entries) {
        if (inLog.isEmpty() || end.isEmpty()) {
            return Optional.empty();
        }
        Identity last = inLog.getLast().identity();
        int at = -1;
        for (int i = 0; i < end.size(); i++) {
            boolean isKnown = known.containsKey(end.get(i).fingerprint().identity());
            if (isKnown == (at >= 0)) {
                return Optional.empty();
            }
            at = end.get(i).fingerprint().identity().equals(last) ? i : at;
        }
        if (at < 0) {
            return Optional.empty();
        }
        Map<Identity, SeenEntry> met = new HashMap<>();
        end.forEach(entry -> met.put(entry.fingerprint().identity(), entry));
        List<Slot> slots = new ArrayList<>();
        for (Fingerprint before : inLog) {
            SeenEntry now = met.get(before.identity());
            slots.add(new Slot(before, now == null ? new SeenEntry(before, "", 0, 0, null) : now));
        }
        end.subList(at + 1, end.size()).forEach(entry -> slots.add(new Slot(null, entry)));
        List<Fingerprint> gone = new ArrayList<>(from.gone());
        while (slots.size() > LogWalk.WINDOW) {
            gone.add(slots.removeFirst().entry().fingerprint());
        }
        return Optional.of(plan(from.epoch(), List.of(), gone, slots, from.renumbers(), entries));
    }

    /**
     * The plan where the whole log was read.
     *
     * @param all its entries, oldest first
     * @param cut whether it has older ones too
     * @param entries how many there are in all
     */
    LogPlan whole(List<SeenEntry> all, boolean cut, long entries) {
        if (from.isStart()) {
            return plan(
                    from.epoch(),
                    beginning(all, cut, entries),
                    List.of(),
                    slots(all),
                    false,
                    entries);
        }
        if (inLog.isEmpty() && all.stream().noneMatch(this::isKnownByTime)) {
            // It was cleared, and is not back again.
            known.values().removeIf(one -> !one.timed());
        }
        int overlap = isNumberedAnew(all);
        if (overlap > 0) {
            return numberedAnew(all, overlap, entries);
        }
        return isLost(all)
                ? anotherLife(all, entries)
                : plan(
                        from.epoch(),
                        List.of(),
                        goneNow(all),
                        slots(all),
                        from.renumbers(),
                        entries);
    }

    boolean isKnown(SeenEntry entry) {
        return known.containsKey(entry.fingerprint().identity());
    }

    private boolean isKnownByTime(SeenEntry entry) {
        Fingerprint fingerprint = entry.fingerprint();
        return fingerprint.timed() && known.containsKey(fingerprint.identity());
    }

    private static List<Notice> beginning(List<SeenEntry> all, boolean cut, long entries) {
        if (!cut) {
            return List.of();
        }
        String text =
                "the log held %d entries when it was first read, more than are kept; only the newest %d are taken"
                        .formatted(entries, all.size());
        return List.of(new Notice(0, News.GAP, all.getFirst().id(), text));
    }

    private List<Slot> slots(List<SeenEntry> all) {
        return all.stream()
                .map(entry -> new Slot(known.get(entry.fingerprint().identity()), entry))
                .toList();
    }

    /** What is known and was not met, oldest first. */
    private List<Fingerprint> goneNow(List<SeenEntry> all) {
        Set<Identity> met = new HashSet<>();
        all.forEach(entry -> met.add(entry.fingerprint().identity()));
        return from.known().stream()
                .filter(one ->
                        one.equals(known.get(one.identity())) && !met.contains(one.identity()))
                .toList();
    }

    /**
     * How many entries of the log's old end are its beginning now, under other ids; 0 where it
     * numbers nothing anew.
     */
    private int isNumberedAnew(List<SeenEntry> all) {
        int met = 0;
        boolean unknownMet = false;
        boolean mixed = false;
        for (SeenEntry entry : all) {
            boolean isKnown = known.containsKey(entry.fingerprint().identity());
            met += isKnown ? 1 : 0;
            mixed |= isKnown && unknownMet;
            unknownMet |= !isKnown;
        }
        if (!unknownMet || (met > 0 && !mixed)) {
            return 0;
        }
        for (int shift = 1; shift < inLog.size(); shift++) {
            int overlap = inLog.size() - shift;
            if (overlap <= all.size() && overlap > met && isShifted(all, shift, overlap)) {
                return overlap;
            }
        }
        return 0;
    }

    /** By entries with a time at least: others look alike in any life of a log. */
    private boolean isShifted(List<SeenEntry> all, int shift, int overlap) {
        List<Fingerprint> old = inLog.subList(shift, shift + overlap);
        return IntStream.range(0, overlap)
                        .allMatch(i -> all.get(i).fingerprint().content() == old.get(i).content())
                && old.stream().anyMatch(Fingerprint::timed);
    }

    private LogPlan numberedAnew(List<SeenEntry> all, int overlap, long entries) {
        long epoch = from.epoch() + 1;
        int shift = inLog.size() - overlap;
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            SeenEntry now = all.get(i);
            // Only what can change may make it differ from what it was.
            Fingerprint before = i < overlap ? renamed(inLog.get(shift + i), now) : null;
            slots.add(new Slot(before, now));
        }
        List<Notice> notices =
                from.renumbers()
                        ? List.of()
                        : List.of(
                                new Notice(
                                        epoch,
                                        News.WRAPPED,
                                        all.getLast().id(),
                                        "the log is full; the BMC numbers its entries anew with"
                                                + " each new one"));
        return plan(epoch, notices, List.of(), slots, true, entries);
    }

    private static Fingerprint renamed(Fingerprint before, SeenEntry now) {
        return new Fingerprint(
                now.fingerprint().key(), before.content(), before.revision(), before.timed());
    }

    /**
     * Whether nothing of what was in the log is in it now. Without a time, an entry that looks like
     * a known one may be another: only the newest of all counts then.
     */
    private boolean isLost(List<SeenEntry> all) {
        if (inLog.isEmpty()) {
            return false;
        }
        Set<Identity> old = new HashSet<>();
        inLog.stream().filter(Fingerprint::timed).forEach(one -> old.add(one.identity()));
        old.add(inLog.getLast().identity());
        return all.stream().noneMatch(entry -> old.contains(entry.fingerprint().identity()));
    }

    private LogPlan anotherLife(List<SeenEntry> all, long entries) {
        long last = SeenEntry.number(from.lastId());
        long first = all.stream().mapToLong(SeenEntry::number).min().orElse(-1);
        boolean fewer = all.size() < inLog.size();
        boolean full = log.maxRecords() > 0 && entries >= log.maxRecords();
        if (last >= 0 && first > last && !fewer) {
            // The ids go on: newer entries took the place of all that was there.
            return plan(
                    from.epoch(),
                    gap(from.epoch(), last, first),
                    goneNow(all),
                    slots(all),
                    from.renumbers(),
                    entries);
        }
        long epoch = from.epoch() + 1;
        List<Notice> notices = new ArrayList<>();
        String place = all.isEmpty() ? "" : all.getFirst().id();
        if (full && !fewer) {
            notices.add(
                    new Notice(
                            epoch,
                            News.GAP,
                            place,
                            "all entries that were in the full log are gone; some may have come and"
                                    + " gone unread"));
        } else {
            notices.add(new Notice(epoch, News.CLEARED, place, "the log was cleared"));
            notices.addAll(last >= 0 && first > last ? gap(epoch, last, first) : List.of());
        }
        if (!all.isEmpty()) {
            // Without a time, what was known cannot be told from what comes now.
            known.values().removeIf(one -> !one.timed());
        }
        List<Fingerprint> gone = goneNow(all);
        return plan(epoch, notices, gone, slots(all), false, entries);
    }

    private static List<Notice> gap(long epoch, long last, long first) {
        return first == last + 1
                ? List.of()
                : List.of(
                        new Notice(
                                epoch,
                                News.GAP,
                                String.valueOf(first),
                                "entries between %d and %d were gone before they could be read"
                                        .formatted(last, first)));
    }

    private LogPlan plan(
            long epoch,
            List<Notice> notices,
            List<Fingerprint> gone,
            List<Slot> slots,
            boolean renumbers,
            long entries) {
        boolean full = isNearlyFull(Math.max(entries, slots.size()), from.nearlyFull());
        List<Notice> all = new ArrayList<>(notices);
        if (full && !from.nearlyFull()) {
            String lastId = slots.isEmpty() ? "" : slots.getLast().entry().id();
            all.add(LogPlan.nearlyFull(epoch, lastId, entries, log));
        }
        return new LogPlan(from, epoch, all, gone, slots, renumbers, full);
    }

    private boolean isNearlyFull(long entries, boolean before) {
        if (!log.stopsWhenFull() || log.maxRecords() == 0) {
            return false;
        }
        long percent = entries * 100 / log.maxRecords();
        return percent >= (before ? ROOM_AGAIN : NEARLY_FULL);
    }
}
