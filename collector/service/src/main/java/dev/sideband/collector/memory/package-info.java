/**
 * What was learned of BMCs and holds on: how to log in, what their sensor data records are, which
 * Redfish documents to read. It is on compacted topics, so that the collector which takes a BMC
 * over need not find it out again.
 *
 * <p>Nothing depends on it: what is missing, does not decode or does not hold any more is learned
 * anew. No secret is in it.
 */
@NullMarked
package dev.sideband.collector.memory;

import org.jspecify.annotations.NullMarked;
