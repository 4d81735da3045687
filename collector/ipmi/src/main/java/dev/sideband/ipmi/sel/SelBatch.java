package dev.sideband.ipmi.sel;

import java.util.List;

/**
 * What one read of a log brought.
 *
 * @param items in the log's order
 * @param position where to read on, once the items are safe
 * @param more the batch was full: read on at once
 */
public record SelBatch(List<SelItem> items, SelPosition position, boolean more) {
    public SelBatch {
        items = List.copyOf(items);
    }

    /** The records alone, in the log's order. */
    public List<SelRecord> records() {
        return items.stream()
                .filter(SelItem.Entry.class::isInstance)
                .map(item -> ((SelItem.Entry) item).record())
                .toList();
    }
}
