package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Members in place of links to them (DSP0266 §7.3.2: {@code $expand}), one level of them. */
final class Expansion {
    private Expansion() {}

    static ObjectNode of(ObjectNode page, Request request, Tree tree, View view) {
        if (!request.query().containsKey("$expand")
                || tree.dialect().number("expand-levels") == 0
                || !page.path("Members").isArray()) {
            return page;
        }
        ArrayNode members = (ArrayNode) page.path("Members");
        for (int n = 0; n < members.size(); n++) {
            JsonNode link = members.get(n).path("@odata.id");
            Tree.Page member = tree.page(trimmed(link.asText()));
            if (member != null) {
                members.set(n, member.of(view));
            }
        }
        return page;
    }

    private static String trimmed(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
