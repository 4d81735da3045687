package dev.sideband.ipmi.sel;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.command.storage.GetSelInfo;
import dev.sideband.ipmi.sel.SelItem.News;
import dev.sideband.ipmi.sel.SelItem.Notice;
import dev.sideband.ipmi.sel.SelSource.Found;
import dev.sideband.ipmi.wire.Bytes;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Finds the place in a log where reading goes on, and what has happened to the log meanwhile. */
final class SelResume {
    /** How far record ids may go on over the wrap; more is an older id that is used again. */
    private static final int MAX_STEP_OVER_WRAP = 0x4000;

    private static final int HALF = 0x8000;
    private static final int CONTENT_AT = 2;

    private final SelSource source;

    SelResume(SelSource source) {
        this.source = source;
    }

    /**
     * Where reading begins.
     *
     * @param notices what has happened to the log
     * @param nextId the first id to ask for, FFFFh for none
     * @param anchor a record that is there as long as the log is not cleared; null where none is
     *     known yet
     * @param info of the log when this was found
     */
    record Start(
            SelPosition position,
            List<Notice> notices,
            int nextId,
            @Nullable Found anchor,
            GetSelInfo.Response info) {}

    Start find(SelPosition from, GetSelInfo.Response info)
            throws IpmiException, InterruptedException {
        if (from.isEmpty()) {
            return new Start(from, List.of(), SelSource.FIRST, null, info);
        }
        List<Bytes> tail = from.records();
        Found kept = lookUp(from.recordId(), tail.getLast());
        if (kept != null) {
            return goOn(from, kept, info);
        }
        // What was known of the log is older than this surprise.
        GetSelInfo.Response now = source.info();
        if (source.get(SelSource.FIRST) == null) {
            return cleared(from, source.info());
        }
        for (int i = tail.size() - 2; i >= 0; i--) {
            Bytes record = tail.get(i);
            Found older = lookUp(record.u8(0) | record.u8(1) << 8, record);
            if (older != null) {
                return goOn(from, older, now);
            }
        }
        return startAgain(from);
    }

    private @Nullable Found lookUp(int id, Bytes expected)
            throws IpmiException, InterruptedException {
        Found found = source.get(id);
        return found != null && found.bytes().equals(expected) ? found : null;
    }

    private Start goOn(SelPosition from, Found anchor, GetSelInfo.Response info)
            throws IpmiException, InterruptedException {
        if (erased(from, info) && !survivedErase(from, anchor, info)) {
            return cleared(from, info);
        }
        return new Start(from, List.of(), anchor.next(), anchor, info);
    }

    /**
     * Whether a record that is there after an erase is the old one, and not a new one with the same
     * bytes in a log that was cleared and filled again. That takes the same event in the same
     * second, or a BMC without a clock: then the count must show that single records were deleted.
     */
    private boolean survivedErase(SelPosition from, Found anchor, GetSelInfo.Response info)
            throws IpmiException, InterruptedException {
        long seconds = seconds(anchor.bytes());
        if (seconds != SelTime.UNSPECIFIED && seconds < info.lastErased()) {
            // The last record of the chain is what was added last; is that after the erase?
            boolean addedSince = info.lastAdded() > info.lastErased() && stamped(info.lastAdded());
            // Behind FFFEh, "no more" may only be what id + 1 comes to (OpenBMC).
            boolean isLast = anchor.next() == SelSource.LAST && anchor.id() != SelSource.LAST - 1;
            return !(addedSince && isLast);
        }
        int removed = from.entries() + countFrom(anchor.next()) - info.entries();
        return removed > 0;
    }

    private int countFrom(int nextId) throws IpmiException, InterruptedException {
        return chain(nextId).size();
    }

    /** None of the records that were kept is there any more: cleared, run over, or renumbered. */
    private Start startAgain(SelPosition from) throws IpmiException, InterruptedException {
        Found first = source.get(SelSource.FIRST);
        GetSelInfo.Response info = source.info();
        if (first == null || erased(from, info) || info.entries() < from.entries()) {
            return cleared(from, info);
        }
        Found renumbered = renumbered(from);
        if (renumbered != null) {
            return new Start(from, List.of(), renumbered.next(), renumbered, info);
        }
        int step = first.id() - lastId(from) & 0xFFFF;
        // A log with room drops nothing by itself.
        if (step == 0 || step >= HALF || SelRoom.hasRoom(info)) {
            return cleared(from, info);
        }
        var gap =
                new Notice(
                        from.epoch(), News.GAP, "the BMC overwrote records before they were read");
        return new Start(from, List.of(gap), SelSource.FIRST, first, info);
    }

    private static Start cleared(SelPosition from, GetSelInfo.Response info) {
        SelPosition position = from.with(info).cleared();
        var notice = new Notice(position.epoch(), News.CLEARED, "the log was cleared");
        return new Start(position, List.of(notice), SelSource.FIRST, null, info);
    }

    /**
     * The last record under another id: some firmware numbers its records anew when it drops the
     * oldest. Only records with a time can be recognized by their content.
     */
    private @Nullable Found renumbered(SelPosition from)
            throws IpmiException, InterruptedException {
        List<Bytes> tail = from.records();
        if (!SelTime.isWallTime(seconds(tail.getLast()))) {
            return null;
        }
        List<Found> chain = chain(SelSource.FIRST);
        for (int end = chain.size() - 1; end >= 0; end--) {
            if (endsLike(chain, end, tail)) {
                return chain.get(end);
            }
        }
        return null;
    }

    private static boolean endsLike(List<Found> chain, int end, List<Bytes> tail) {
        int compared = Math.min(tail.size(), end + 1);
        for (int i = 0; i < compared; i++) {
            Bytes expected = content(tail.get(tail.size() - 1 - i));
            if (!content(chain.get(end - i).bytes()).equals(expected)) {
                return false;
            }
        }
        return true;
    }

    private static Bytes content(Bytes record) {
        return Bytes.of(record.toArray(), CONTENT_AT, SelRecord.LENGTH - CONTENT_AT);
    }

    private List<Found> chain(int nextId) throws IpmiException, InterruptedException {
        var asked = new HashSet<Integer>();
        var chain = new ArrayList<Found>();
        int id = nextId;
        while (id != SelSource.LAST && asked.add(id)) {
            Found record = source.get(id);
            if (record == null) {
                break;
            }
            chain.add(record);
            id = record.next() == SelSource.FIRST ? SelSource.LAST : record.next();
        }
        return chain;
    }

    /** Whether something was erased since {@code from}; a BMC that keeps no time never says so. */
    private static boolean erased(SelPosition from, GetSelInfo.Response info) {
        long stamp = info.lastErased();
        return stamp != from.lastErased() && stamped(stamp);
    }

    /** Whether the BMC told when it last added or erased. */
    static boolean stamped(long stamp) {
        return stamp != 0 && stamp != SelTime.UNSPECIFIED;
    }

    /** Whether {@code id} follows the last record over the end of the ids. */
    static boolean wrapped(SelPosition position, int id) {
        int last = lastId(position);
        return id < last && (id - last & 0xFFFF) < MAX_STEP_OVER_WRAP;
    }

    private static int lastId(SelPosition position) {
        Bytes last = position.records().getLast();
        return last.u8(0) | last.u8(1) << 8;
    }

    /** The time of a record of any type; unspecified for those that have none. */
    static long seconds(Bytes record) {
        return seconds(SelRecord.decode(record));
    }

    static long seconds(SelRecord record) {
        Long stamp = record.stamp();
        return stamp == null ? SelTime.UNSPECIFIED : stamp;
    }
}
