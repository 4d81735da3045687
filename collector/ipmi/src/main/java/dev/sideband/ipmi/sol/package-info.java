/**
 * Serial over LAN (IPMI 2.0 §15 and §24): the console of a server through its BMC.
 *
 * <p>{@link dev.sideband.ipmi.sol.SolConsole} activates the payload in an open session and carries
 * characters both ways, each once and in order, until either side ends it. Packets, sender and
 * receiver are values and state machines without sockets or clocks; the thread that owns the
 * session drives them. {@link dev.sideband.ipmi.sol.SolCapture} makes lines of what comes.
 */
@NullMarked
package dev.sideband.ipmi.sol;

import org.jspecify.annotations.NullMarked;
