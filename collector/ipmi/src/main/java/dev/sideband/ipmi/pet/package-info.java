/**
 * Platform event traps: what a BMC sends by SNMP when an event filter matches (IPMI Platform Event
 * Trap Format Specification 1.0, IPMI 2.0 §17.16).
 *
 * <p>Values only. A trap can get lost, come again, and be forged by anybody: it is a reason to read
 * the SEL now, never a record itself.
 */
@NullMarked
package dev.sideband.ipmi.pet;

import org.jspecify.annotations.NullMarked;
