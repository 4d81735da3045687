/**
 * What an operator's tools see of a collector: metrics, health and readiness over HTTP.
 *
 * <p>Names are in {@code metrics.md} beside the tests. No label names a BMC; every label's values
 * are a closed set. What is counted on a hot path is a {@code LongAdder} of the part that counts,
 * read only when somebody asks.
 */
@NullMarked
package dev.sideband.collector.metrics;

import org.jspecify.annotations.NullMarked;
