package dev.sideband.redfish.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/** The order in which a BMC hands out a log's entries. */
enum LogOrder {
    /** Most. */
    OLDEST_FIRST,
    /** iDRAC, CIMC. */
    NEWEST_FIRST,
    /** As texts: 153, 187, 2, 3 (bmcweb). */
    BY_TEXT;

    private static final int ENOUGH = 3;

    /** What the order is, judged by Ids, and by times where those tell otherwise or nothing. */
    static LogOrder of(List<SeenEntry> entries) {
        if (entries.size() >= ENOUGH
                && areTimed(entries)
                && runs(entries, LogOrder::notLater)
                && !runs(entries, LogOrder::notEarlier)) {
            // Also where the newest has the Id 1.
            return NEWEST_FIRST;
        }
        if (entries.stream().allMatch(entry -> entry.number() >= 0)) {
            return ofNumbers(entries);
        }
        return OLDEST_FIRST;
    }

    private static LogOrder ofNumbers(List<SeenEntry> entries) {
        if (runs(entries, (a, b) -> a.number() <= b.number())) {
            return OLDEST_FIRST;
        }
        if (runs(entries, (a, b) -> a.number() >= b.number())) {
            return NEWEST_FIRST;
        }
        if (runs(entries, (a, b) -> a.id().compareTo(b.id()) <= 0)) {
            return BY_TEXT;
        }
        // Ids began again somewhere in it, or some stand out of order.
        long up =
                IntStream.range(1, entries.size())
                        .filter(i -> entries.get(i - 1).number() < entries.get(i).number())
                        .count();
        return 2 * up >= entries.size() - 1 ? OLDEST_FIRST : NEWEST_FIRST;
    }

    /** Whether entries, oldest first, show that 100 is behind 99 and not before 20. */
    static boolean isOfNumbers(List<SeenEntry> entries) {
        return entries.stream().allMatch(entry -> entry.number() >= 0)
                && !runs(entries, (a, b) -> a.id().compareTo(b.id()) <= 0);
    }

    private static boolean areTimed(List<SeenEntry> entries) {
        return entries.stream().allMatch(entry -> entry.fingerprint().timed());
    }

    private static boolean notLater(SeenEntry a, SeenEntry b) {
        return a.millis() >= b.millis();
    }

    private static boolean notEarlier(SeenEntry a, SeenEntry b) {
        return a.millis() <= b.millis();
    }

    private static boolean runs(
            List<SeenEntry> entries, BiPredicate<SeenEntry, SeenEntry> inOrder) {
        return IntStream.range(1, entries.size())
                .allMatch(i -> inOrder.test(entries.get(i - 1), entries.get(i)));
    }

    /** {@code entries}, which are in this order, as they happened. */
    List<SeenEntry> oldestFirst(List<SeenEntry> entries) {
        return switch (this) {
            case OLDEST_FIRST -> entries;
            case NEWEST_FIRST -> new ArrayList<>(entries).reversed();
            case BY_TEXT ->
                    entries.stream().sorted(Comparator.comparingLong(SeenEntry::number)).toList();
        };
    }
}
