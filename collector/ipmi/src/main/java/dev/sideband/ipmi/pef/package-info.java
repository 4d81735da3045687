/**
 * Whether and where a BMC sends platform event traps: event filters that match an event name an
 * alert policy, policies of that number name a destination (IPMI 2.0 chapter 17).
 *
 * <p>Only read: what a BMC does with its events is its operator's to decide.
 */
@NullMarked
package dev.sideband.ipmi.pef;

import org.jspecify.annotations.NullMarked;
