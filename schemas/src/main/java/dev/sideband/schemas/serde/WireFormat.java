package dev.sideband.schemas.serde;

import org.apache.avro.Schema;

import java.util.List;

/** Confluent's wire format, and what of Avro our schemas use in it. */
final class WireFormat {
    /** The first byte of every value. */
    static final byte MAGIC = 0;

    /** The magic byte and the schema's id, four bytes, the highest first. */
    static final int HEADER_BYTES = 5;

    private WireFormat() {}

    /** The second branch of a union whose first is null; our schemas have no other unions. */
    static Schema presentBranch(Schema union) {
        List<Schema> branches = union.getTypes();
        if (branches.size() != 2 || branches.getFirst().getType() != Schema.Type.NULL) {
            throw unsupported(union);
        }
        return branches.getLast();
    }

    static IllegalArgumentException unsupported(Schema schema) {
        return new IllegalArgumentException("our schemas do not use %s".formatted(schema));
    }
}
