package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.simulator.model.SelRecord;
import dev.sideband.simulator.model.SystemEventLog;
import dev.sideband.simulator.redfish.LogBook.Item;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The hardware log as most makers show it: each record an entry, counted up from 1. */
final class RecordLog {
    private RecordLog() {}

    /** The records that are in the log now, and how the first of them counts. */
    record Stand(long first, List<SelRecord> records) {
        static Stand of(View view) {
            return view.server()
                    .log(
                            view.now(),
                            (SystemEventLog log) -> new Stand(log.firstOrdinal(), log.entries()));
        }
    }

    static List<Item> items(View view, String entries) {
        Stand stand = Stand.of(view);
        List<Item> items = new ArrayList<>(stand.records().size());
        for (int n = 0; n < stand.records().size(); n++) {
            SelRecord raw = stand.records().get(n);
            String id =
                    Long.toString(stand.first() - 1 + n + view.dialect().number("log.first-id"));
            items.add(
                    new Item(
                            id,
                            () -> entry(view, entries, id, LogRecord.of(view.blueprint(), raw))));
        }
        return switch (view.dialect().text("log.order")) {
            case "oldest-first" -> items;
            case "newest-first" -> items.reversed();
            case "text" -> items.stream().sorted(Comparator.comparing(Item::id)).toList();
            default -> throw new IllegalStateException(view.dialect() + ": log.order");
        };
    }

    /** An entry with what all makers have in it, and then its own maker's ways. */
    static ObjectNode entry(View view, String entries, String id, LogRecord event) {
        ObjectNode node = plain(view, entries, id, event.seconds());
        node.put("Severity", event.health().text());
        node.put("Message", event.message());
        ArrayNode args = node.putArray("MessageArgs");
        event.args().forEach(args::add);
        String messageId = view.dialect().messageId(event);
        if (!messageId.isEmpty()) {
            node.put("MessageId", messageId);
        }
        view.dialect().habits().entry(node, event, view);
        return node;
    }

    static ObjectNode plain(View view, String entries, String id, long seconds) {
        ObjectNode node =
                Doc.resource(entries + "/" + id, "LogEntry.v1_9_0.LogEntry", id, "Log Entry " + id);
        node.put("EntryType", "Event");
        node.put("Created", view.dialect().time(Instant.ofEpochSecond(seconds)));
        return node;
    }
}
