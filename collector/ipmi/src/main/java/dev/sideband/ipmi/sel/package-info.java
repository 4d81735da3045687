/**
 * The System Event Log: its records, what they say, and how to read each of them exactly once (IPMI
 * 2.0 §31, §32).
 *
 * <p>{@link dev.sideband.ipmi.sel.SelRecord} and {@link dev.sideband.ipmi.sel.SelEvent} are values;
 * {@link dev.sideband.ipmi.sel.SelReader} reads on from a {@link
 * dev.sideband.ipmi.sel.SelPosition}, which its caller keeps.
 */
@NullMarked
package dev.sideband.ipmi.sel;

import org.jspecify.annotations.NullMarked;
