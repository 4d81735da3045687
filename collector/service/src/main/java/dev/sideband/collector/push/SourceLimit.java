package dev.sideband.collector.push;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How many requests one address may make: a bucket of tokens for each. Many BMCs may be behind one
 * address, so it is generous; it is against who guesses or floods.
 */
final class SourceLimit {
    /** What one may have at once. */
    static final int BURST = 200;

    private static final long NANOS_PER_TOKEN = Duration.ofMillis(20).toNanos();

    /** Of more the one that was silent for longest is forgotten, and begins anew. */
    private static final int MAX_SOURCES = 4096;

    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    private record Bucket(long tokens, long filledAt) {}

    SourceLimit(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Whether one more is within the limit. */
    synchronized boolean allows(String source) {
        long now = nanoTime.getAsLong();
        Bucket bucket = buckets.getOrDefault(source, new Bucket(BURST, now));
        long earned = (now - bucket.filledAt) / NANOS_PER_TOKEN;
        long tokens = Math.min(BURST, bucket.tokens + earned);
        long filledAt = bucket.filledAt + earned * NANOS_PER_TOKEN;
        boolean allowed = tokens > 0;
        buckets.put(source, new Bucket(allowed ? tokens - 1 : 0, filledAt));
        if (buckets.size() > MAX_SOURCES) {
            buckets.remove(buckets.keySet().iterator().next());
        }
        return allowed;
    }
}
