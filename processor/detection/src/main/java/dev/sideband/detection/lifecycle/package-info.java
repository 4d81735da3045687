/**
 * The life of an alert: raised, changed, stale, fresh, resolved, each change with its own number.
 *
 * <p>Pure: memory and signal in, memory and at most one change out.
 */
@NullMarked
package dev.sideband.detection.lifecycle;

import org.jspecify.annotations.NullMarked;
