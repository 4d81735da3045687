/**
 * The collector: polls the BMCs on the {@code targets} topic and puts what they say on the topics.
 *
 * <p>{@code inventory} knows what to poll, {@code probe} how to ask one BMC, {@code poll} when, and
 * {@code publish} how the answers reach Kafka. {@link dev.sideband.collector.CollectorService} puts
 * them together.
 */
@NullMarked
package dev.sideband.collector;

import org.jspecify.annotations.NullMarked;
