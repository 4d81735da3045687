package dev.sideband.schemas.serde;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.LogicalTypes.TimestampMillis;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.Decoder;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads values of one of our schemas that were written with the same schema; the counterpart of
 * {@link ValueWriter}.
 */
@FunctionalInterface
interface ValueReader {
    /** An array's length is only a claim until its elements have been read. */
    int BELIEVED_ELEMENTS = 64;

    @Nullable Object read(Decoder in) throws IOException, ReflectiveOperationException;

    /**
     * Makes the reader.
     *
     * @param classes makes the records and enums of the schema
     * @throws IllegalArgumentException when the schema has a type that our schemas don't use
     */
    static ValueReader of(Schema schema, RecordClasses classes) {
        if (schema.getLogicalType() != null) {
            return logical(schema);
        }
        return switch (schema.getType()) {
            case RECORD -> record(schema, classes);
            case ENUM -> enumeration(classes.constants(schema));
            case ARRAY -> array(of(schema.getElementType(), classes));
            case MAP -> map(of(schema.getValueType(), classes));
            case UNION -> nullable(of(WireFormat.presentBranch(schema), classes));
            case STRING -> Decoder::readString;
            case BYTES -> in -> in.readBytes(null);
            case INT -> Decoder::readInt;
            case LONG -> Decoder::readLong;
            case FLOAT -> Decoder::readFloat;
            case DOUBLE -> Decoder::readDouble;
            case BOOLEAN -> Decoder::readBoolean;
            case FIXED, NULL -> throw WireFormat.unsupported(schema);
        };
    }

    private static ValueReader logical(Schema schema) {
        if (schema.getLogicalType() instanceof TimestampMillis) {
            return in -> Instant.ofEpochMilli(in.readLong());
        }
        throw WireFormat.unsupported(schema);
    }

    private static ValueReader record(Schema schema, RecordClasses classes) {
        ValueReader[] fields =
                schema.getFields().stream()
                        .map(field -> of(field.schema(), classes))
                        .toArray(ValueReader[]::new);
        RecordClasses.Maker maker = classes.maker(schema);
        return in -> {
            IndexedRecord record = maker.make();
            for (int i = 0; i < fields.length; i++) {
                record.put(i, fields[i].read(in));
            }
            return record;
        };
    }

    private static ValueReader enumeration(Object[] constants) {
        return in -> {
            int ordinal = in.readEnum();
            if (ordinal < 0 || ordinal >= constants.length) {
                throw new AvroRuntimeException("enum ordinal %d".formatted(ordinal));
            }
            return constants[ordinal];
        };
    }

    private static ValueReader nullable(ValueReader present) {
        return in -> {
            int branch = in.readIndex();
            return switch (branch) {
                case 0 -> null;
                case 1 -> present.read(in);
                default -> throw new AvroRuntimeException("union branch %d".formatted(branch));
            };
        };
    }

    private static ValueReader array(ValueReader element) {
        return in -> {
            long count = in.readArrayStart();
            List<@Nullable Object> elements =
                    new ArrayList<>((int) Math.min(count, BELIEVED_ELEMENTS));
            for (; count > 0; count = in.arrayNext()) {
                for (long i = 0; i < count; i++) {
                    elements.add(element.read(in));
                }
            }
            return elements;
        };
    }

    private static ValueReader map(ValueReader element) {
        return in -> {
            Map<String, @Nullable Object> entries = new HashMap<>();
            for (long count = in.readMapStart(); count > 0; count = in.mapNext()) {
                for (long i = 0; i < count; i++) {
                    entries.put(in.readString(), element.read(in));
                }
            }
            return entries;
        };
    }
}
