package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.simulator.redfish.LogBook.Item;
import dev.sideband.simulator.redfish.Trail.Visit;

import java.util.List;

/**
 * The log beside the hardware's: who logged in, and on iDRAC all events of the hardware once more.
 */
final class SecondLog {
    private SecondLog() {}

    static List<Item> items(View view, String entries) {
        if (!view.dialect().name().equals("dell")) {
            return view.desk().trail().visits().stream()
                    .map(visit -> item(view, entries, visit.number(), visit))
                    .toList();
        }
        return view.desk().lifecycle().lines(view).reversed().stream()
                .map(line ->
                        switch (line) {
                            case Lifecycle.Line.Access(long id, _, Visit visit) ->
                                    item(view, entries, id, visit);
                            case Lifecycle.Line.Hardware hardware -> item(view, entries, hardware);
                        })
                .toList();
    }

    private static Item item(View view, String entries, long number, Visit visit) {
        String id = Long.toString(number);
        return new Item(id, () -> access(view, entries, id, visit));
    }

    private static ObjectNode access(View view, String entries, String id, Visit visit) {
        ObjectNode node = RecordLog.plain(view, entries, id, visit.seconds());
        node.put("Severity", "OK").put("Message", visit.message());
        node.putArray("MessageArgs").add(visit.user()).add(visit.client()).add("REDFISH");
        String messageId = view.dialect().messageId(visit.kind());
        if (!messageId.isEmpty()) {
            node.put("MessageId", messageId);
        }
        view.dialect().habits().visit(node, visit, view);
        return node;
    }

    /** The same event as in Sel, with another id, another time and a message of the registry. */
    private static Item item(View view, String entries, Lifecycle.Line.Hardware line) {
        String id = Long.toString(line.id());
        return new Item(
                id,
                () -> {
                    LogRecord event = line.event();
                    ObjectNode node = RecordLog.plain(view, entries, id, line.seconds());
                    node.put("EntryType", "Oem").put("OemRecordFormat", "Dell");
                    node.put("Severity", event.health().text());
                    node.put("Message", event.message());
                    event.args().forEach(node.putArray("MessageArgs")::add);
                    node.put("MessageId", view.dialect().messageId(event.kind()));
                    ObjectNode dell = node.putObject("Oem").putObject("Dell");
                    dell.put("@odata.type", "#DellLCLogEntry.v1_1_0.DellLCLogEntry");
                    dell.put("Category", "System Health").put("AgentID", "SEL");
                    return node;
                });
    }
}
