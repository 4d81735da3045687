package dev.sideband.redfish.log;

import org.jspecify.annotations.Nullable;

/**
 * An entry as it was met on a walk through its log.
 *
 * @param millis when it happened, since 1970; 0 where that is not known
 * @param words a hash of its message
 * @param event null where nothing is new about it
 */
record SeenEntry(
        Fingerprint fingerprint, String id, long millis, int words, @Nullable RedfishEvent event) {
    private static final int MAX_DIGITS = 18;

    SeenEntry withoutEvent() {
        return new SeenEntry(fingerprint, id, millis, words, null);
    }

    /** Its Id as a number; -1 where it is none. */
    long number() {
        return number(id);
    }

    static long number(String id) {
        return id.length() <= MAX_DIGITS && id.matches("[0-9]+") ? Long.parseLong(id) : -1;
    }
}
