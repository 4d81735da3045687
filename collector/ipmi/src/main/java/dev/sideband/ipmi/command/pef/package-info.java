/** Commands of platform event filtering and alerting (IPMI 2.0 chapters 23 and 30). */
@NullMarked
package dev.sideband.ipmi.command.pef;

import org.jspecify.annotations.NullMarked;
