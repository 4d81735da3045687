/**
 * What tests stand on that judge us by strangers: programs that may be installed, captures that may
 * be there.
 *
 * <p>A test asks {@link dev.sideband.testing.Peers} or {@link dev.sideband.testing.Captures} for
 * what it needs and is skipped where that is missing; {@link dev.sideband.testing.SkipReporter}
 * prints each skip with its reason. With {@code SIDEBAND_PEERS=required} in the environment a
 * missing program fails the test instead.
 *
 * <p>{@link dev.sideband.testing.Fuzz} damages bytes for decoders.
 */
@NullMarked
package dev.sideband.testing;

import org.jspecify.annotations.NullMarked;
