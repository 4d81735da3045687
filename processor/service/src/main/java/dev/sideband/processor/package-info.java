/**
 * The processor: from readings, events and status to alerts and health, and the page that shows
 * them.
 *
 * <p>{@code topology} is the Kafka Streams part, exactly once; {@code query} is the HTTP API and
 * the page, a view of topics like any other reader's. {@link
 * dev.sideband.processor.ProcessorService} runs both.
 */
@NullMarked
package dev.sideband.processor;

import org.jspecify.annotations.NullMarked;
