/**
 * Inventory: what boards, power supplies and modules say of themselves (IPMI 2.0 chapter 34,
 * Platform Management FRU Information Storage Definition 1.0).
 *
 * <p>{@link dev.sideband.ipmi.fru.FruDevices} tells which FRU devices a BMC has, {@link
 * dev.sideband.ipmi.fru.FruReader} reads one, {@link dev.sideband.ipmi.fru.FruImage} decodes the
 * bytes. These memories are written by hundreds of programs and are often wrong: whatever can be
 * read is given, and what is wrong with it is said beside it as a {@link
 * dev.sideband.ipmi.fru.FruProblem}. Values only, but for the reader, which belongs to the thread
 * that owns the BMC.
 */
@NullMarked
package dev.sideband.ipmi.fru;

import org.jspecify.annotations.NullMarked;
