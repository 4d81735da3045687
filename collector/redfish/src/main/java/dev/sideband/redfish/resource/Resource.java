package dev.sideband.redfish.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A JSON object of a Redfish service, or an object in one. Reads leniently: what is missing, null
 * or of another kind is just not there, and never costs what stands beside it.
 *
 * @param path where it is from; for a part its own {@code @odata.id}, else the whole's path with a
 *     fragment such as {@code /redfish/v1/Chassis/1/Thermal#/Fans/0}
 * @param body the object, or {@link MissingNode} where there is none
 */
public record Resource(String path, JsonNode body) {
    /** What is not there. */
    public static final Resource NONE = new Resource("", MissingNode.getInstance());

    /** A resource that was read from {@code path}. */
    public static Resource of(String path, JsonNode body) {
        return body.isObject() ? new Resource(path, body) : new Resource(path, NONE.body);
    }

    /** Whether there is anything in it. */
    public boolean isEmpty() {
        return body.isEmpty();
    }

    /** Whether it is only a link to a resource, with or without other annotations beside it. */
    public boolean isReference() {
        return body.path("@odata.id").isTextual()
                && names().stream().allMatch(name -> name.startsWith("@") || name.equals("href"));
    }

    /** Whether a member is there, and is not null. */
    public boolean has(String name) {
        return body.hasNonNull(name);
    }

    /** A member's text, without blanks around it; a number or truth value as it is written. */
    public Optional<String> text(String name) {
        return text(body.path(name));
    }

    private static Optional<String> text(JsonNode node) {
        return node.isValueNode() && !node.isNull()
                ? Optional.of(node.asText().strip()).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    /** A member's finite number, also where it is written as text; none for {@code "N/A"}. */
    public OptionalDouble number(String name) {
        JsonNode node = body.path(name);
        double number = Double.NaN;
        if (node.isNumber()) {
            number = node.doubleValue();
        } else if (node.isTextual()) {
            number = parsed(node.textValue().strip());
        }
        return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    }

    private static double parsed(String text) {
        // Java's own parser would also take "1d" and "NaN".
        if (!text.matches("[-+]?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?")) {
            return Double.NaN;
        }
        return Double.parseDouble(text);
    }

    /** A member's truth value, also where it is written as text. */
    public Optional<Boolean> flag(String name) {
        return text(name)
                .filter(text -> text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"))
                .map(Boolean::valueOf);
    }

    /** An object in it; empty where there is none. */
    public Resource part(String name) {
        return part(body.path(name), name);
    }

    private Resource part(JsonNode node, String place) {
        if (!node.isObject()) {
            return NONE;
        }
        JsonNode id = node.path("@odata.id");
        return new Resource(id.isTextual() ? id.textValue() : within(place), node);
    }

    private String within(String place) {
        return path + (path.contains("#") ? "/" : "#/") + place;
    }

    /** The objects of an array in it; whatever else stands there is passed over. */
    public List<Resource> parts(String name) {
        List<Resource> parts = new ArrayList<>();
        JsonNode array = body.path(name);
        for (int i = 0; i < array.size() && array.isArray(); i++) {
            if (array.path(i).isObject()) {
                parts.add(part(array.path(i), name + "/" + i));
            }
        }
        return parts;
    }

    /**
     * As {@link #parts}, with {@link #NONE} where no object stands: places in it mean something.
     */
    public List<Resource> places(String name) {
        List<Resource> places = new ArrayList<>();
        JsonNode array = body.path(name);
        for (int i = 0; i < array.size() && array.isArray(); i++) {
            places.add(part(array.path(i), name + "/" + i));
        }
        return places;
    }

    /** The texts of an array in it, or the one text that stands in its place. */
    public List<String> texts(String name) {
        JsonNode node = body.path(name);
        if (!node.isArray()) {
            return text(node).stream().toList();
        }
        List<String> texts = new ArrayList<>();
        node.forEach(element -> text(element).ifPresent(texts::add));
        return texts;
    }

    /** The path that it links to, or that it has itself. */
    public Optional<String> link() {
        return body.path("@odata.id").isTextual() ? text("@odata.id") : Optional.empty();
    }

    /** The path that a member links to. */
    public Optional<String> link(String name) {
        Resource linked = part(name);
        return linked.text("@odata.id").or(() -> linked.text("href"));
    }

    /** The paths that an array in it links to. */
    public List<String> links(String name) {
        return parts(name).stream().flatMap(part -> part.text("@odata.id").stream()).toList();
    }

    /** What {@code Status.State} says, such as Enabled or Absent. */
    public Optional<String> state() {
        return part("Status").text("State");
    }

    /** What {@code Status.Health} says: OK, Warning or Critical. */
    public Optional<String> health() {
        return part("Status").text("Health");
    }

    /** Whether {@code Status.State} says that the thing is not there, whatever else is said. */
    public boolean isAbsent() {
        return state().filter("Absent"::equalsIgnoreCase).isPresent();
    }

    /** The names of its members, in their order. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        body.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** It as compact JSON. */
    public String json() {
        return body.isMissingNode()
                ? JsonNodeFactory.instance.objectNode().toString()
                : body.toString();
    }
}
