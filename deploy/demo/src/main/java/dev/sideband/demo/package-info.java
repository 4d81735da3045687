/**
 * All of Sideband in one JVM: the parts that {@code standalone} and {@code demo} run, and what they
 * show.
 *
 * <p>{@link dev.sideband.demo.Standalone} is the broker, the registry, the collector and the
 * processor for one targets file; {@link dev.sideband.demo.Demo} puts a simulated fleet in front of
 * it, and in the end holds what is on the topics against what the simulated BMCs logged. The
 * end-to-end tests use the same two, so what is shown is what is tested.
 */
@NullMarked
package dev.sideband.demo;

import org.jspecify.annotations.NullMarked;
