package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.simulator.redfish.View.Health;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalDouble;

/** How resources are written (DSP0266 §9). */
final class Doc {
    private Doc() {}

    /** A resource with what each must have. */
    static ObjectNode resource(String path, String type, String id, String name) {
        ObjectNode node = object();
        node.put("@odata.id", path);
        node.put("@odata.type", "#" + type);
        node.put("Id", id);
        node.put("Name", name);
        return node;
    }

    /** A collection of links. */
    static ObjectNode collection(String path, String type, String name, List<String> members) {
        ObjectNode node = object();
        node.put("@odata.id", path);
        node.put("@odata.type", "#%s.%s".formatted(type, type));
        node.put("Name", name);
        ArrayNode array = node.putArray("Members");
        members.forEach(member -> link(array.addObject(), member));
        node.put("Members@odata.count", members.size());
        return node;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static void link(ObjectNode node, String path) {
        node.put("@odata.id", path);
    }

    static void link(ObjectNode node, String name, String path) {
        node.putObject(name).put("@odata.id", path);
    }

    static void links(ObjectNode node, String name, List<String> paths) {
        ArrayNode array = node.putArray(name);
        paths.forEach(path -> link(array.addObject(), path));
        node.put(name + "@odata.count", paths.size());
    }

    static ObjectNode status(ObjectNode node, String state, Health health) {
        ObjectNode status = node.putObject("Status");
        status.put("State", state);
        status.put("Health", health.text());
        return status;
    }

    /** A number with at most so many decimals, as a whole number where it is one; or null. */
    static void number(ObjectNode node, String name, OptionalDouble value, int decimals) {
        if (value.isEmpty()) {
            node.putNull(name);
            return;
        }
        number(node, name, value.getAsDouble(), decimals);
    }

    static void number(ObjectNode node, String name, double value, int decimals) {
        BigDecimal rounded =
                BigDecimal.valueOf(value)
                        .setScale(decimals, RoundingMode.HALF_UP)
                        .stripTrailingZeros();
        if (rounded.scale() <= 0) {
            node.put(name, rounded.longValueExact());
        } else {
            node.put(name, rounded);
        }
    }
}
