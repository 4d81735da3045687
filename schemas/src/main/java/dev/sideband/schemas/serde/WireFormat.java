package dev.sideband.schemas.serde;

/** Confluent's wire format: what stands before the record. */
final class WireFormat {
    /** The first byte of every value. */
    static final byte MAGIC = 0;

    /** The magic byte and the schema's id, four bytes, the highest first. */
    static final int HEADER_BYTES = 5;

    private WireFormat() {}
}
