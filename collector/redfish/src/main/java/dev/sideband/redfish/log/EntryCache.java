package dev.sideband.redfish.log;

import dev.sideband.redfish.log.Fingerprint.Identity;
import dev.sideband.redfish.resource.ResourcePath;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Entries that took a request each, so that not all of them are asked for again in each walk. What
 * it remembers it forgets after some walks: an entry may change, or its place be another's.
 */
final class EntryCache {
    /** Each entry is asked for again after so many walks. */
    private static final int WALKS = 16;

    private final Map<ResourcePath, Remembered> entries = new LinkedHashMap<>();
    private int walk;

    private record Remembered(SeenEntry entry, int atWalk) {}

    /** A walk begins. */
    void beginWalk() {
        walk++;
    }

    /** Forgets all: the log is another now. */
    void clear() {
        entries.clear();
    }

    /** What is remembered of a path. */
    Optional<SeenEntry> of(String path) {
        return Optional.ofNullable(entries.get(ResourcePath.of(path))).map(Remembered::entry);
    }

    /** What is remembered of a path, where it has been passed on. */
    Optional<SeenEntry> unchanged(String path, Map<Identity, Fingerprint> known) {
        Remembered remembered = entries.get(ResourcePath.of(path));
        if (remembered == null || isOld(path, remembered)) {
            return Optional.empty();
        }
        SeenEntry entry = remembered.entry();
        return entry.fingerprint().equals(known.get(entry.fingerprint().identity()))
                ? Optional.of(entry)
                : Optional.empty();
    }

    /** Spread, so that not all are asked for again in the same walk. */
    private boolean isOld(String path, Remembered remembered) {
        return walk > remembered.atWalk() && Math.floorMod(path.hashCode() + walk, WALKS) == 0;
    }

    void put(String path, SeenEntry entry) {
        if (entries.size() < LogWalk.WINDOW) {
            entries.put(ResourcePath.of(path), new Remembered(entry.withoutEvent(), walk));
        }
    }
}
