/** Commands of the watchdog timer (IPMI 2.0 chapter 27). */
@NullMarked
package dev.sideband.ipmi.command.watchdog;

import org.jspecify.annotations.NullMarked;
