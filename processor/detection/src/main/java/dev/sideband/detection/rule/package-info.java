/**
 * What is trouble and what is not: thresholds, discrete states, log records.
 *
 * <p>A rule judges one observation; whether an alert changes by it is decided in {@code lifecycle}.
 */
@NullMarked
package dev.sideband.detection.rule;

import org.jspecify.annotations.NullMarked;
