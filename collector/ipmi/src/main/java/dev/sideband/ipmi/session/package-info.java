/**
 * RMCP+ sessions: from Open Session to packets that are signed and encrypted (IPMI 2.0 §13.14 to
 * §13.32), as the remote console and as the managed system see them.
 *
 * <p>Values and state changes only: no sockets, no clocks, no threads. {@code client} drives them.
 */
@NullMarked
package dev.sideband.ipmi.session;

import org.jspecify.annotations.NullMarked;
