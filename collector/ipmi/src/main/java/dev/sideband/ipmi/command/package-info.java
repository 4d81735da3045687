/**
 * IPMI commands: one record per command, its answer's body as {@code Response} inside it.
 *
 * <p>Bodies only: what frames them is in {@code message} and {@code session}, what sends them in
 * {@code client}.
 */
@NullMarked
package dev.sideband.ipmi.command;

import org.jspecify.annotations.NullMarked;
