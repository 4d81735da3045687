package dev.sideband.redfish.inventory;

import dev.sideband.redfish.inventory.Component.Capacity;
import dev.sideband.redfish.inventory.Component.Marks;
import dev.sideband.redfish.inventory.Inventory.Unread;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parts in the shape in which IPMI's FRUs are told of, as nested maps of plain values for JSON or a
 * table: an enclosure has a {@code chassis} area, a board or a card a {@code board} area, all else
 * a {@code product} area; a power supply's capacity is in its {@code multirecords}.
 */
public final class FruView {
    private FruView() {}

    /** One map a part, in the inventory's order. */
    public static List<Map<String, @Nullable Object>> of(Inventory inventory) {
        return inventory.components().stream().map(FruView::of).toList();
    }

    /**
     * {@code id}, {@code name}, {@code entity}, {@code chassis}, {@code board}, {@code product},
     * {@code multirecords}, {@code slot}, {@code state}, {@code health} and {@code attributes} of
     * one part. An area that it does not have is null, and so is what is not told.
     */
    public static Map<String, @Nullable Object> of(Component part) {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        boolean chassis = part.kind() == Kind.CHASSIS;
        boolean board = part.kind() == Kind.BOARD || part.kind() == Kind.MODULE;
        out.put("id", part.id());
        out.put("name", part.name());
        out.put("entity", part.kind().text());
        out.put("chassis", chassis ? chassis(part) : null);
        out.put("board", board ? board(part) : null);
        out.put("product", chassis || board ? null : product(part));
        out.put("multirecords", multirecords(part));
        out.put("slot", part.slot());
        out.put("state", part.state());
        out.put("health", part.health());
        out.put("attributes", attributes(part));
        return out;
    }

    /** What could not be read, a line each; what is just not there is left out. */
    public static List<String> problems(Inventory inventory) {
        return inventory.unread().stream()
                .filter(each -> !each.isMissing())
                .map(FruView::problem)
                .toList();
    }

    private static String problem(Unread unread) {
        return (unread.isDenied() ? "denied: " : "not read: ") + unread.reason().getMessage();
    }

    private static Map<String, @Nullable Object> chassis(Component part) {
        Marks marks = part.marks();
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("type", part.attributes().get("type"));
        out.put("manufacturer", marks.manufacturer());
        out.put("product_name", marks.model());
        out.put("part_number", marks.partNumber());
        out.put("serial_number", marks.serialNumber());
        out.put("asset_tag", marks.assetTag());
        return out;
    }

    private static Map<String, @Nullable Object> board(Component part) {
        Marks marks = part.marks();
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("manufactured", part.attributes().get("produced"));
        out.put("manufacturer", marks.manufacturer());
        out.put("product_name", marks.model());
        out.put("serial_number", marks.serialNumber());
        out.put("part_number", marks.partNumber());
        out.put("version", marks.version());
        return out;
    }

    private static Map<String, @Nullable Object> product(Component part) {
        Marks marks = part.marks();
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("manufacturer", marks.manufacturer());
        out.put("name", marks.model());
        out.put("part_number", marks.partNumber());
        out.put("version", marks.version());
        out.put("serial_number", marks.serialNumber());
        out.put("asset_tag", marks.assetTag());
        return out;
    }

    private static List<Map<String, @Nullable Object>> multirecords(Component part) {
        List<Map<String, @Nullable Object>> records = new ArrayList<>();
        Capacity capacity = part.capacity();
        if (part.kind() == Kind.POWER_SUPPLY && capacity != null) {
            Map<String, @Nullable Object> supply = new LinkedHashMap<>();
            supply.put("type", "power supply");
            supply.put("capacity_w", capacity.value());
            records.add(supply);
        }
        return records;
    }

    private static Map<String, Object> attributes(Component part) {
        Map<String, Object> out = new LinkedHashMap<>(part.attributes());
        Capacity capacity = part.capacity();
        if (capacity != null) {
            switch (capacity.unit()) {
                case "By" -> out.put("capacity_bytes", (long) capacity.value());
                case "1" -> out.put("cores", (int) capacity.value());
                default -> {}
            }
        }
        return out;
    }
}
