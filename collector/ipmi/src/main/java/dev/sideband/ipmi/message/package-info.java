/**
 * IPMI messages as they travel inside a session (IPMI 2.0 §13.8) and what their answers begin with.
 *
 * <p>Values only: no session, no clock, no thread.
 */
@NullMarked
package dev.sideband.ipmi.message;

import org.jspecify.annotations.NullMarked;
