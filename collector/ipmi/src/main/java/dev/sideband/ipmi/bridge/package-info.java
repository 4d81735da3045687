/**
 * Controllers behind a BMC, such as the one of a chassis or of Intel's Management Engine, asked by
 * messages that the BMC hands on (IPMI 2.0 §6.13).
 *
 * <p>{@link dev.sideband.ipmi.bridge.BridgedClient} is a client like any other; it runs on the
 * thread that owns the BMC.
 */
@NullMarked
package dev.sideband.ipmi.bridge;

import org.jspecify.annotations.NullMarked;
