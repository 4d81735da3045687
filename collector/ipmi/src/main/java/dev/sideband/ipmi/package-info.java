/**
 * IPMI 2.0 over RMCP+, as a remote console speaks it: the root of the engine.
 *
 * <p>The packages stand on each other in this order, and only in this order: {@code wire}; {@code
 * rmcp}, {@code message}, {@code crypto}; {@code session}, {@code command}, {@code sdr}, {@code
 * sel}, {@code sensor}; {@code client}. Nothing here knows Kafka, Avro or a configuration file.
 */
@NullMarked
package dev.sideband.ipmi;

import org.jspecify.annotations.NullMarked;
