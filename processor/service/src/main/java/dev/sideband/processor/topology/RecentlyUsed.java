package dev.sideband.processor.topology;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The values used last, up to a limit; the one not used for longest gives way. */
final class RecentlyUsed<V> extends LinkedHashMap<String, V> {
    private static final long serialVersionUID = 1L;

    private final int limit;
    private final transient Consumer<V> leaving;

    RecentlyUsed(int limit, Consumer<V> leaving) {
        super(16, 0.75f, true);
        this.limit = limit;
        this.leaving = leaving;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        if (size() <= limit) {
            return false;
        }
        leaving.accept(eldest.getValue());
        return true;
    }
}
