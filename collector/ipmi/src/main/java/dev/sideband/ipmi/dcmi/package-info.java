/**
 * DCMI 1.5: power and temperatures of BMCs whose sensors do not tell them.
 *
 * <p>{@link dev.sideband.ipmi.dcmi.DcmiReader} offers what a BMC measures as {@link
 * dev.sideband.ipmi.dcmi.DcmiSensor}s, each beside its IPMI sensors and named as DCMI's; it runs on
 * the thread that owns the BMC. Every request and every answer begins with the group's byte DCh; an
 * answer without it is malformed.
 */
@NullMarked
package dev.sideband.ipmi.dcmi;

import org.jspecify.annotations.NullMarked;
