package dev.sideband.collector.publish;

import dev.sideband.avro.Event;
import dev.sideband.avro.LogPosition;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Records of one BMC's log that belong together.
 *
 * @param before the position that the records were read from; null: the log's beginning
 * @param events in the log's order; may be empty where only the position moved
 * @param after the position behind the last of them
 */
public record LogBatch(
        String target, @Nullable LogPosition before, List<Event> events, LogPosition after) {
    public LogBatch {
        events = List.copyOf(events);
    }
}
