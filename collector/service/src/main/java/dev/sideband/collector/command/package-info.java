/**
 * Commands: what is asked for on the topic {@code commands} is done once or not at all, and each
 * step is told on {@code command-results}.
 *
 * <p>Whether a command is carried out is decided by {@link
 * dev.sideband.collector.command.Gatekeeper} from values alone. That it was accepted and how far
 * {@code commands} was read is written in one transaction before anything is done; what came of it
 * in another. Whoever finds a command that was begun and not ended says that its end is not known,
 * and never does it again.
 */
@NullMarked
package dev.sideband.collector.command;

import org.jspecify.annotations.NullMarked;
