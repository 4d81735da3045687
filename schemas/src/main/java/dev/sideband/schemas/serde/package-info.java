/**
 * Avro records in Confluent's wire format: byte 0, the schema's id in four bytes, the record in
 * Avro's binary encoding.
 *
 * <p>Any reader and writer of that format understands ours and we theirs; ids come from the schema
 * registry. Ours is there because it is faster: it knows its one schema beforehand.
 */
@NullMarked
package dev.sideband.schemas.serde;

import org.jspecify.annotations.NullMarked;
