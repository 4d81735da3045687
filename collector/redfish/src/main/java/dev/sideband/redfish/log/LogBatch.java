package dev.sideband.redfish.log;

import java.util.List;

/**
 * What one read of a log brought.
 *
 * @param items in the log's order
 * @param position where to read on, once the items are safe
 * @param more the batch was full: read on at once
 */
public record LogBatch(List<LogItem> items, ReadPosition position, boolean more) {
    public LogBatch {
        items = List.copyOf(items);
    }

    /** The entries alone, in the log's order. */
    public List<RedfishEvent> events() {
        return items.stream()
                .filter(LogItem.Entry.class::isInstance)
                .map(item -> ((LogItem.Entry) item).event())
                .toList();
    }
}
