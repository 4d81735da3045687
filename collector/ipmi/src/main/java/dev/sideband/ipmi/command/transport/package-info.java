/** Commands about LAN and serial ports (IPMI 2.0 §23 to §26), with those of serial over LAN. */
@NullMarked
package dev.sideband.ipmi.command.transport;

import org.jspecify.annotations.NullMarked;
