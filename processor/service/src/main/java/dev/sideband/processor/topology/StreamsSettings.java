package dev.sideband.processor.topology;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** How Kafka Streams is to run. */
public final class StreamsSettings {
    /** An alert can be read from its topic this long after it was decided, at the latest. */
    static final Duration COMMIT = Duration.ofMillis(100);

    private static final long CACHE_BYTES = 16L << 20;

    private StreamsSettings() {}

    /** The settings, in Kafka's own words. */
    public static Properties of(
            String applicationId,
            String bootstrapServers,
            Path stateDir,
            int threads,
            ProcessorCounters counters) {
        var settings = new HashMap<String, Object>();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT.toMillis());
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        settings.put(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, SkipUnreadable.class);
        settings.put(SkipUnreadable.COUNTERS, counters);
        // Inputs are interleaved by time as far as they are at the broker; waiting for what may
        // still come would cost each alert that time, and detection does not depend on it.
        settings.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 0L);
        settings.putAll(takeover());
        var properties = new Properties();
        properties.putAll(settings);
        return properties;
    }

    /** A processor that died is replaced within ten seconds. */
    private static Map<String, Object> takeover() {
        return Map.of(
                StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 9_000,
                StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1_000);
    }
}
