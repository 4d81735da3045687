package dev.sideband.collector.parts;

import org.jspecify.annotations.Nullable;

/**
 * A part became another.
 *
 * @param before null where nothing was there
 * @param after null where nothing is there now
 */
public record PartChange(Kind kind, @Nullable KnownPart before, @Nullable KnownPart after) {
    /** What happened to it. */
    public enum Kind {
        ADDED("added", "was added"),
        REMOVED("removed", "was removed"),
        REPLACED("replaced", "was replaced"),
        VERSION("version", "has another version");

        private final String word;
        private final String text;

        Kind(String word, String text) {
            this.word = word;
            this.text = text;
        }

        /** The word on the topic. */
        public String word() {
            return word;
        }
    }

    /** The part as it is, or was. */
    public KnownPart part() {
        if (after != null) {
            return after;
        }
        if (before == null) {
            throw new IllegalStateException("a change of nothing");
        }
        return before;
    }

    /** For people. */
    public String text() {
        String title = part().title();
        if (kind == Kind.VERSION && before != null && after != null) {
            return "%s: version %s is now %s".formatted(title, before.version(), after.version());
        }
        return title + " " + kind.text;
    }
}
