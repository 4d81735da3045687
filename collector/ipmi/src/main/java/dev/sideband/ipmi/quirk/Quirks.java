package dev.sideband.ipmi.quirk;

import java.util.HashSet;
import java.util.Set;

/** The quirks of one BMC. */
public record Quirks(Set<Quirk> all) {
    /** Of a BMC that does what the specification says, or copes with being treated so. */
    public static final Quirks NONE = new Quirks(Set.of());

    public Quirks {
        all = Set.copyOf(all);
    }

    public static Quirks of(Quirk... quirks) {
        return new Quirks(Set.of(quirks));
    }

    public boolean has(Quirk quirk) {
        return all.contains(quirk);
    }

    /** These quirks and {@code others}. */
    public Quirks plus(Quirks others) {
        if (others.all.isEmpty()) {
            return this;
        }
        var both = new HashSet<>(all);
        both.addAll(others.all);
        return new Quirks(both);
    }
}
