package dev.sideband.collector.probe;

import dev.sideband.avro.LogPosition;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a hardware log holds behind a position.
 *
 * @param entries in the log's order
 * @param position behind the last of {@code entries}; null where the BMC has no log
 * @param more whether the log holds more behind {@code position}
 */
public record LogDelta(List<LogEntry> entries, @Nullable LogPosition position, boolean more) {
    /** The BMC has no log. */
    public static final LogDelta NO_LOG = new LogDelta(List.of(), null, false);

    public LogDelta {
        entries = List.copyOf(entries);
    }
}
