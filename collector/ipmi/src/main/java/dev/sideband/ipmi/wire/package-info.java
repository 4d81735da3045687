/**
 * Bytes in and out: little-endian integers, checksums, and the one exception for bytes that make no
 * sense.
 *
 * <p>Values only. Every decoder of this module reads through {@link
 * dev.sideband.ipmi.wire.WireReader}, so that a truncated body always ends in a {@link
 * dev.sideband.ipmi.wire.WireFormatException} which names the field, never in an index error.
 */
@NullMarked
package dev.sideband.ipmi.wire;

import org.jspecify.annotations.NullMarked;
