package dev.sideband.ipmi.sensor;

import org.jspecify.annotations.Nullable;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * One copy of equal values, kept for as long as somebody holds it: ten thousand machines of one
 * model have the same sensors. Safe for all threads; grows only with what is in use elsewhere.
 *
 * @param <T> of immutable values
 */
public final class Interner<T> {
    private final ConcurrentMap<Entry<T>, Entry<T>> entries = new ConcurrentHashMap<>();
    private final ReferenceQueue<T> dead = new ReferenceQueue<>();

    /** The copy that is equal to {@code value}, or {@code value} as the first of them. */
    public T intern(T value) {
        for (Reference<?> gone = dead.poll(); gone != null; gone = dead.poll()) {
            entries.remove(gone);
        }
        var entry = new Entry<>(value, dead);
        for (; ; ) {
            Entry<T> known = entries.putIfAbsent(entry, entry);
            if (known == null) {
                return value;
            }
            T kept = known.get();
            if (kept != null) {
                return kept;
            }
            entries.remove(known);
        }
    }

    /** How many values there are. */
    int size() {
        return entries.size();
    }

    private static final class Entry<T> extends WeakReference<T> {
        private final int hash;

        Entry(T value, ReferenceQueue<T> dead) {
            super(value, dead);
            this.hash = value.hashCode();
        }

        @Override
        public int hashCode() {
            return hash;
        }

        /** An entry whose value is gone equals only itself, so that it can be removed. */
        @Override
        public boolean equals(@Nullable Object other) {
            if (this == other) {
                return true;
            }
            if (!(other instanceof Entry<?> that) || that.hash != hash) {
                return false;
            }
            T value = get();
            return value != null && value.equals(that.get());
        }
    }
}
