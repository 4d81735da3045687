/**
 * The Kafka Streams topology: wiring, stores and time. What becomes an alert is decided in {@code
 * dev.sideband.detection}.
 *
 * <p>One stream thread owns each partition, and with it all that is remembered of its servers. What
 * a server did and what follows from it are committed together, in one Kafka transaction.
 */
@NullMarked
package dev.sideband.processor.topology;

import org.jspecify.annotations.NullMarked;
