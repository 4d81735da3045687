package dev.sideband.ipmi.fru;

import dev.sideband.ipmi.wire.Bytes;

/** A record of a type that is not decoded here, or whose data make no sense. */
public record UnknownMultiRecord(int type, Bytes data) implements MultiRecord {}
