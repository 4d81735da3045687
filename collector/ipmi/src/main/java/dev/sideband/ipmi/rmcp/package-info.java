/**
 * RMCP, the envelope of every datagram on port 623 (ASF 2.0 §3.2.2.1), and the ASF presence ping.
 *
 * <p>Values only: no socket, no clock, no thread.
 */
@NullMarked
package dev.sideband.ipmi.rmcp;

import org.jspecify.annotations.NullMarked;
