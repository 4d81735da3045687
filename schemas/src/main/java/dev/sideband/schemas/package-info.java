/**
 * The contract: whatever crosses a topic.
 *
 * <p>{@link dev.sideband.schemas.Topics} is the catalogue. The records are generated from the Avro
 * IDL in {@code src/main/avro} into {@code dev.sideband.avro}; {@code dev.sideband.schemas.serde}
 * carries them in Confluent's wire format.
 */
@NullMarked
package dev.sideband.schemas;

import org.jspecify.annotations.NullMarked;
