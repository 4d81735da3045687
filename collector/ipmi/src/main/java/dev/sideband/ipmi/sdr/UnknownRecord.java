package dev.sideband.ipmi.sdr;

import dev.sideband.ipmi.wire.Bytes;

/**
 * A record that is kept as its bytes: one of a type that no specification has, or one that cannot
 * be decoded.
 *
 * @param type as in the header, or {@link #NO_TYPE}
 * @param problem what is wrong with it; empty where only its type is not known
 */
public record UnknownRecord(int id, int type, String problem, Bytes raw) implements SdrRecord {
    /** The record ends before its type. */
    public static final int NO_TYPE = -1;
}
