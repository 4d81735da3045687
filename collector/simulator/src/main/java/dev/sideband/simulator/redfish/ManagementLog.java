package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.simulator.model.Blueprint;
import dev.sideband.simulator.model.SelRecord;
import dev.sideband.simulator.redfish.LogBook.Item;
import dev.sideband.simulator.redfish.RecordLog.Stand;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * iLO's IML: what ends changes the entry that told of its beginning, and what comes again raises a
 * count there.
 */
final class ManagementLog {
    private ManagementLog() {}

    /** One entry as the records so far have made it. */
    private record Line(LogRecord event, int count, long updated, boolean repaired) {
        Line again(long seconds) {
            return new Line(event, count + 1, seconds, false);
        }

        Line repaired(long seconds) {
            return new Line(event, count, seconds, true);
        }
    }

    static List<Item> items(View view, String entries) {
        Map<Long, Line> lines = new LinkedHashMap<>();
        Map<String, Long> open = new HashMap<>();
        Stand stand = Stand.of(view);
        long ordinal = stand.first();
        for (SelRecord raw : stand.records()) {
            add(lines, open, ordinal++, LogRecord.of(view.blueprint(), raw));
        }
        return lines.entrySet().stream()
                .map(line -> {
                    String id = Long.toString(line.getKey());
                    return new Item(id, () -> entry(view, entries, id, line.getValue()));
                })
                .toList();
    }

    /** The id of the entry that each record made, none where it changed an older one. */
    static List<Optional<String>> entryIds(Blueprint blueprint, List<SelRecord> records) {
        Map<Long, Line> lines = new LinkedHashMap<>();
        Map<String, Long> open = new HashMap<>();
        List<Optional<String>> ids = new ArrayList<>();
        for (SelRecord raw : records) {
            long ordinal = ids.size() + 1L;
            add(lines, open, ordinal, LogRecord.of(blueprint, raw));
            ids.add(
                    lines.containsKey(ordinal)
                            ? Optional.of(Long.toString(ordinal))
                            : Optional.empty());
        }
        return ids;
    }

    private static void add(
            Map<Long, Line> lines, Map<String, Long> open, long ordinal, LogRecord event) {
        Long known = open.get(event.key());
        if (!event.asserted() && known != null) {
            lines.computeIfPresent(known, (_, line) -> line.repaired(event.seconds()));
            open.remove(event.key());
        } else if (known != null) {
            lines.computeIfPresent(known, (_, line) -> line.again(event.seconds()));
        } else {
            lines.put(ordinal, new Line(event, 1, event.seconds(), false));
            if (event.asserted()) {
                open.put(event.key(), ordinal);
            }
        }
    }

    private static ObjectNode entry(View view, String entries, String id, Line line) {
        LogRecord event = line.event();
        ObjectNode node = RecordLog.plain(view, entries, id, event.seconds());
        String messageId = view.dialect().messageId(event.kind());
        node.put("EntryType", "Oem").put("OemRecordFormat", "Hpe-IML");
        node.put("Severity", line.repaired() ? "OK" : event.health().text());
        node.put("Message", event.message()).put("MessageId", messageId);
        node.putArray("MessageArgs");
        ObjectNode hpe = node.putObject("Oem").putObject("Hpe");
        hpe.put("@odata.type", "#HpeLogEntry.v2_4_0.HpeLogEntry");
        int dot = messageId.indexOf('.');
        hpe.put("Class", Integer.parseInt(messageId.substring(0, dot)));
        hpe.put("Code", Integer.parseInt(messageId.substring(dot + 1)));
        hpe.put("Count", line.count());
        hpe.put("Repaired", line.repaired());
        hpe.put("Severity", line.repaired() ? "Repaired" : word(event));
        hpe.put("Updated", view.dialect().time(Instant.ofEpochSecond(line.updated())));
        hpe.putArray("Categories").add("Hardware");
        return node;
    }

    private static String word(LogRecord event) {
        return switch (event.health()) {
            case OK -> "Informational";
            case WARNING -> "Caution";
            case CRITICAL -> "Critical";
        };
    }
}
