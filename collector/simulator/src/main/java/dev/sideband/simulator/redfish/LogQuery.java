package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.simulator.redfish.LogBook.Item;

import java.util.List;

/** Which part of a log a request asks for (DSP0266 §7.3: {@code $skip} and {@code $top}). */
record LogQuery(Request request) {
    ObjectNode page(LogBook log, View view) {
        List<Item> items = log.items(view);
        int page = view.dialect().number("log.page");
        int skip = Math.min(number("$skip", 0), items.size());
        int most = page == 0 ? items.size() : page;
        int top = Math.min(number("$top", most), most);
        int end = Math.min(items.size(), skip + top);
        ObjectNode node = Doc.object();
        node.put("@odata.id", request.path());
        node.put("@odata.type", "#LogEntryCollection.LogEntryCollection");
        node.put("Name", "Log Entry Collection");
        ArrayNode members = node.putArray("Members");
        items.subList(skip, end).forEach(item -> members.add(item.entry().get()));
        node.put("Members@odata.count", items.size());
        if (end < items.size() && !request.query().containsKey("$top")) {
            node.put("Members@odata.nextLink", "%s?$skip=%d".formatted(request.path(), end));
        }
        return node;
    }

    ObjectNode entry(LogBook log, View view) {
        String id = request.path().substring(request.path().lastIndexOf('/') + 1);
        return log.items(view).stream()
                .filter(item -> item.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(request.path()))
                .entry()
                .get();
    }

    private int number(String name, int otherwise) {
        String text = request.query().get(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,9}")) {
            throw Refusal.of(
                    400,
                    "QueryParameterValueTypeError",
                    "The value of the query parameter %s is not a number.".formatted(name));
        }
        return Integer.parseInt(text);
    }
}
