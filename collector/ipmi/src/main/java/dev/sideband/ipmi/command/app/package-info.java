/** Commands of the application network function (IPMI 2.0 chapters 20 and 22). */
@NullMarked
package dev.sideband.ipmi.command.app;

import org.jspecify.annotations.NullMarked;
