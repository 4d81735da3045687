/**
 * The fleet as the topics tell it, in memory, for whoever asks.
 *
 * <p>{@link dev.sideband.processor.view.ViewFeed} is a plain reader of committed records and the
 * only writer; any thread may read. Every part of it has a limit.
 */
@NullMarked
package dev.sideband.processor.view;

import org.jspecify.annotations.NullMarked;
