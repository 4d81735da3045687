package dev.sideband.cli;

import dev.sideband.demo.Printable;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Prints records of a topic: for people one line each without the empty fields, or whole as JSON.
 */
final class RecordPrinter {
    private final PrintWriter out;
    private final boolean json;

    RecordPrinter(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    void print(ConsumerRecord<String, ? extends @Nullable SpecificRecord> found) {
        SpecificRecord value = found.value();
        if (json) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            object.put("key", found.key());
            object.put("timestamp", Instant.ofEpochMilli(found.timestamp()).toString());
            object.put("partition", found.partition());
            object.put("offset", found.offset());
            object.put("value", value == null ? null : fields(value));
            Json.print(out, object);
        } else {
            out.printf(
                    "%s %s %s%n",
                    Instant.ofEpochMilli(found.timestamp()),
                    Printable.of(found.key()),
                    value == null ? "(deleted)" : Printable.of(line(value)));
        }
        out.flush();
    }

    private static String line(SpecificRecord value) {
        return fields(value).entrySet().stream()
                .filter(field -> field.getValue() != null && !List.of().equals(field.getValue()))
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining(" "));
    }

    private static Map<String, @Nullable Object> fields(SpecificRecord value) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (Schema.Field field : value.getSchema().getFields()) {
            fields.put(field.name(), plain(value.get(field.pos())));
        }
        return fields;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case SpecificRecord nested -> fields(nested);
            case List<?> list -> list.stream().map(RecordPrinter::plain).toList();
            case Map<?, ?> map -> map;
            case ByteBuffer bytes -> hex(bytes);
            case Number number -> number;
            case Boolean truth -> truth;
            default -> value.toString();
        };
    }

    private static String hex(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return HexFormat.of().formatHex(copy);
    }
}
