package dev.sideband.redfish.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the entries of a log say and when, to know another log's that say it again. */
final class Sayings {
    /** iDRAC writes to its two logs tens of seconds apart. */
    private static final long ABOUT_MILLIS = 60_000;

    private static final int MAX_SAYINGS = 2 * LogWalk.WINDOW;

    private final Map<Integer, List<Long>> times = new HashMap<>();
    private int size;

    /** A hash of a message's words. */
    static int words(String message) {
        return message.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip().hashCode();
    }

    void replace(List<SeenEntry> entries) {
        times.clear();
        size = 0;
        add(entries);
    }

    void add(List<SeenEntry> entries) {
        for (SeenEntry entry : entries) {
            if (entry.millis() != 0 && size < MAX_SAYINGS) {
                times.computeIfAbsent(entry.words(), _ -> new ArrayList<>()).add(entry.millis());
                size++;
            }
        }
    }

    boolean has(RedfishEvent event) {
        if (event.time().instant() == null) {
            return false;
        }
        long at = event.time().instant().toEpochMilli();
        return times.getOrDefault(words(event.message()), List.of()).stream()
                .anyMatch(time -> Math.abs(time - at) <= ABOUT_MILLIS);
    }
}
