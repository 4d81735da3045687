package dev.sideband.schemas.serde;

import org.apache.avro.LogicalTypes.TimestampMillis;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.Encoder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/**
 * Writes values of one schema. It is made once from a schema, so that nothing is left to look up
 * for each value; it knows what our schemas use and refuses the rest when it is made.
 */
@FunctionalInterface
interface ValueWriter {
    /**
     * Writes one value.
     *
     * @param value null only where the schema is a union with null
     */
    void write(Object value, Encoder out) throws IOException;

    /**
     * Makes the writer.
     *
     * @throws IllegalArgumentException when the schema has a type that our schemas don't use
     */
    @SuppressWarnings("EnumOrdinal") // a generated enum has the order of its schema
    static ValueWriter of(Schema schema) {
        if (schema.getLogicalType() != null) {
            return logical(schema);
        }
        return switch (schema.getType()) {
            case RECORD -> record(schema);
            case ENUM -> (value, out) -> out.writeEnum(((Enum<?>) value).ordinal());
            case ARRAY -> array(of(schema.getElementType()));
            case MAP -> map(of(schema.getValueType()));
            case UNION -> nullable(schema);
            case STRING -> (value, out) -> out.writeString((String) value);
            case BYTES -> (value, out) -> out.writeBytes((ByteBuffer) value);
            case INT -> (value, out) -> out.writeInt((Integer) value);
            case LONG -> (value, out) -> out.writeLong((Long) value);
            case FLOAT -> (value, out) -> out.writeFloat((Float) value);
            case DOUBLE -> (value, out) -> out.writeDouble((Double) value);
            case BOOLEAN -> (value, out) -> out.writeBoolean((Boolean) value);
            case FIXED, NULL -> throw WireFormat.unsupported(schema);
        };
    }

    private static ValueWriter logical(Schema schema) {
        if (schema.getLogicalType() instanceof TimestampMillis) {
            return (value, out) -> out.writeLong(((Instant) value).toEpochMilli());
        }
        throw WireFormat.unsupported(schema);
    }

    private static ValueWriter record(Schema schema) {
        ValueWriter[] fields =
                schema.getFields().stream()
                        .map(field -> of(field.schema()))
                        .toArray(ValueWriter[]::new);
        return (value, out) -> {
            IndexedRecord record = (IndexedRecord) value;
            for (int i = 0; i < fields.length; i++) {
                fields[i].write(record.get(i), out);
            }
        };
    }

    private static ValueWriter nullable(Schema union) {
        ValueWriter present = of(WireFormat.presentBranch(union));
        return (value, out) -> {
            if (value == null) {
                out.writeIndex(0);
            } else {
                out.writeIndex(1);
                present.write(value, out);
            }
        };
    }

    private static ValueWriter array(ValueWriter element) {
        return (value, out) -> {
            Collection<?> elements = (Collection<?>) value;
            out.writeArrayStart();
            out.setItemCount(elements.size());
            for (Object each : elements) {
                out.startItem();
                element.write(each, out);
            }
            out.writeArrayEnd();
        };
    }

    private static ValueWriter map(ValueWriter element) {
        return (value, out) -> {
            Map<?, ?> entries = (Map<?, ?>) value;
            out.writeMapStart();
            out.setItemCount(entries.size());
            for (Map.Entry<?, ?> entry : entries.entrySet()) {
                out.startItem();
                out.writeString((String) entry.getKey());
                element.write(entry.getValue(), out);
            }
            out.writeMapEnd();
        };
    }
}
