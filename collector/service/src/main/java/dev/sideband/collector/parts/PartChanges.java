package dev.sideband.collector.parts;

import dev.sideband.collector.parts.PartChange.Kind;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What changed between two readings of a server's parts.
 *
 * <p>Nothing is said of what could not be read this time or the time before, of what is only told
 * in other words, in another order or under another id, nor of a part that is missing for the first
 * time: BMCs list parts one by one after a start.
 */
public final class PartChanges {
    private final KnownParts before;
    private final KnownParts now;
    private final Set<String> missingBefore;
    private final Map<String, KnownPart> after;
    private final List<PartChange> changes = new ArrayList<>();
    private final Set<String> missing = new HashSet<>();
    private final Set<Mark> serialsBefore;
    private final Set<Mark> serialsNow;

    private record Mark(String kind, String serial) {}

    /**
     * What to announce.
     *
     * @param after what is known once that is done
     * @param missing ids of parts that are to be announced as removed if they are missing again
     */
    public record Result(List<PartChange> changes, KnownParts after, Set<String> missing) {
        public Result {
            changes = List.copyOf(changes);
            missing = Set.copyOf(missing);
        }
    }

    private PartChanges(KnownParts before, KnownParts now, Set<String> missingBefore) {
        this.before = before;
        this.now = now;
        this.missingBefore = missingBefore;
        this.after = new LinkedHashMap<>(before.parts());
        this.serialsBefore = marks(before);
        this.serialsNow = marks(now);
    }

    /**
     * Compares.
     *
     * @param before as it was announced
     * @param now as it was read
     * @param missingBefore the ids that were missing the time before
     */
    public static Result between(KnownParts before, KnownParts now, Set<String> missingBefore) {
        return new PartChanges(before, now, missingBefore).result();
    }

    private Result result() {
        Map<String, KnownPart> goneFirmware = firmware(before, now);
        Map<String, KnownPart> newFirmware = firmware(now, before);
        boolean more = before.unread().containsAll(now.unread());
        boolean same = before.unread().equals(now.unread());
        for (KnownPart part : now.parts().values()) {
            KnownPart known = before.parts().get(part.id());
            if (known != null && known.kind().equals(part.kind())) {
                compare(known, part);
            } else if (more) {
                came(part, same, goneFirmware);
            }
        }
        if (more) {
            for (KnownPart known : before.parts().values()) {
                if (!now.parts().containsKey(known.id())) {
                    isGone(known, newFirmware);
                }
            }
        }
        return new Result(
                changes, new KnownParts(after, more ? now.unread() : before.unread()), missing);
    }

    private void compare(KnownPart known, KnownPart part) {
        if (isOther(known, part)) {
            after.put(part.id(), part);
            boolean cameFromElsewhere = isIn(serialsBefore, part);
            boolean wentElsewhere = isIn(serialsNow, known);
            if (!cameFromElsewhere && !wentElsewhere) {
                changes.add(new PartChange(Kind.REPLACED, known, part));
            } else if (!wentElsewhere) {
                changes.add(new PartChange(Kind.REMOVED, known, null));
            } else if (!cameFromElsewhere) {
                changes.add(new PartChange(Kind.ADDED, null, part));
            }
            return;
        }
        KnownPart whole = part.or(known);
        after.put(part.id(), whole);
        if (Canonical.differAsVersions(known.version(), whole.version())) {
            changes.add(new PartChange(Kind.VERSION, known, whole));
        }
    }

    /** By the serial number, or where none is told by the part number. */
    private static boolean isOther(KnownPart known, KnownPart part) {
        if (known.isFirmware()) {
            return false;
        }
        String one = known.serialKey();
        String other = part.serialKey();
        if (one != null && other != null) {
            return Canonical.differ(one, other);
        }
        return one == null
                && other == null
                && Canonical.differ(known.partNumber(), part.partNumber());
    }

    private void came(KnownPart part, boolean say, Map<String, KnownPart> goneFirmware) {
        after.put(part.id(), part);
        KnownPart predecessor = goneFirmware.get(part.name());
        if (part.isFirmware()) {
            // iDRAC's ids have the version in them.
            if (predecessor != null
                    && Canonical.differAsVersions(predecessor.version(), part.version())) {
                changes.add(new PartChange(Kind.VERSION, predecessor, part));
            }
        } else if (say && !isIn(serialsBefore, part)) {
            changes.add(new PartChange(Kind.ADDED, null, part));
        }
    }

    private void isGone(KnownPart known, Map<String, KnownPart> newFirmware) {
        boolean again = missingBefore.contains(known.id());
        boolean renamed = isIn(serialsNow, known);
        if (renamed || (known.isFirmware() && newFirmware.containsKey(known.name()))) {
            after.remove(known.id());
        } else if (again) {
            after.remove(known.id());
            if (!known.isFirmware()) {
                changes.add(new PartChange(Kind.REMOVED, known, null));
            }
        } else {
            missing.add(known.id());
        }
    }

    /** Firmware by its name, where only {@code one} has its id and the name is the only such. */
    private static Map<String, KnownPart> firmware(KnownParts one, KnownParts other) {
        Map<String, KnownPart> byName = new HashMap<>();
        Set<String> several = new HashSet<>();
        for (KnownPart part : one.parts().values()) {
            boolean isNew = !other.parts().containsKey(part.id());
            if (part.isFirmware() && isNew && byName.put(part.name(), part) != null) {
                several.add(part.name());
            }
        }
        byName.keySet().removeAll(several);
        return byName;
    }

    private static Set<Mark> marks(KnownParts all) {
        Set<Mark> marks = new HashSet<>();
        for (KnownPart part : all.parts().values()) {
            Mark mark = mark(part);
            if (mark != null) {
                marks.add(mark);
            }
        }
        return marks;
    }

    private static boolean isIn(Set<Mark> marks, KnownPart part) {
        Mark mark = mark(part);
        return mark != null && marks.contains(mark);
    }

    private static @Nullable Mark mark(KnownPart part) {
        String serial = part.serialKey();
        return serial == null ? null : new Mark(part.kind(), serial);
    }
}
