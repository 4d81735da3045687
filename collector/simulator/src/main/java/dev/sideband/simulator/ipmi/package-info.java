/**
 * A BMC on the wire: datagrams in, datagrams out (IPMI 2.0 §13), and the commands behind them.
 *
 * <p>Framing and cryptography are those of the IPMI module; every command's bytes are written here
 * from the specification. One thread serves many BMCs and owns their sessions.
 */
@NullMarked
package dev.sideband.simulator.ipmi;

import org.jspecify.annotations.NullMarked;
