/**
 * From observations to Avro records on topics.
 *
 * <p>Readings, descriptors and status go through one idempotent producer and may be dropped while
 * the brokers are away. Events and log positions commit together in transactions, or not at all.
 */
@NullMarked
package dev.sideband.collector.publish;

import org.jspecify.annotations.NullMarked;
