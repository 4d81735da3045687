package dev.sideband.ipmi.sdr;

import dev.sideband.ipmi.wire.Bytes;

/**
 * A record that is kept as its bytes: OEM (C0h), an association, or one that cannot be decoded.
 *
 * @param type as in the header, or {@link #NO_TYPE}
 * @param problem what is wrong with it; empty where it is only not one of the decoded types
 */
public record UnknownRecord(int id, int type, String problem, Bytes raw) implements SdrRecord {
    /** The record ends before its type. */
    public static final int NO_TYPE = -1;
}
