package dev.sideband.ipmi.fru;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A FRU as nested maps of plain values in reading order, for JSON or a table: texts, numbers,
 * booleans, lists and maps. A field that is empty and an area that is not there are null; units are
 * in the keys.
 */
public final class FruDescription {
    private FruDescription() {}

    /**
     * {@code device_id}, {@code name}, {@code entity}, {@code chassis}, {@code board}, {@code
     * product}, {@code multirecords}, {@code blank} and {@code problems} of one FRU.
     */
    public static Map<String, @Nullable Object> of(Fru fru) {
        FruLocation location = fru.location();
        FruImage image = fru.image();
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("device_id", location.deviceId());
        out.put("name", location.name());
        out.put("entity", orNull(location.entity().map(entity -> entity.text())));
        out.put("chassis", orNull(image.chassis().map(FruDescription::chassis)));
        out.put("board", orNull(image.board().map(FruDescription::board)));
        out.put("product", orNull(image.product().map(FruDescription::product)));
        out.put(
                "multirecords",
                image.multirecords().stream().map(MultiRecordDescription::of).toList());
        out.put("blank", image.blank());
        out.put("problems", image.problems().stream().map(FruProblem::toString).toList());
        return out;
    }

    private static Map<String, @Nullable Object> chassis(ChassisArea chassis) {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("type", chassis.type());
        out.put("part_number", text(chassis.partNumber()));
        out.put("serial_number", text(chassis.serialNumber()));
        out.put("custom", texts(chassis.custom()));
        return out;
    }

    private static Map<String, @Nullable Object> board(BoardArea board) {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("manufactured", orNull(board.manufactured().map(date -> date.toString())));
        out.put("manufacturer", text(board.manufacturer()));
        out.put("product_name", text(board.productName()));
        out.put("serial_number", text(board.serialNumber()));
        out.put("part_number", text(board.partNumber()));
        out.put("fru_file_id", text(board.fruFileId()));
        out.put("language", board.language());
        out.put("custom", texts(board.custom()));
        return out;
    }

    private static Map<String, @Nullable Object> product(ProductArea product) {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("manufacturer", text(product.manufacturer()));
        out.put("name", text(product.name()));
        out.put("part_number", text(product.partNumber()));
        out.put("version", text(product.version()));
        out.put("serial_number", text(product.serialNumber()));
        out.put("asset_tag", text(product.assetTag()));
        out.put("fru_file_id", text(product.fruFileId()));
        out.put("language", product.language());
        out.put("custom", texts(product.custom()));
        return out;
    }

    private static @Nullable String text(FruField field) {
        return field.isEmpty() ? null : field.text();
    }

    private static List<String> texts(List<FruField> fields) {
        return fields.stream().filter(field -> !field.isEmpty()).map(FruField::text).toList();
    }

    private static <T> @Nullable T orNull(Optional<T> value) {
        return value.orElse(null);
    }
}
