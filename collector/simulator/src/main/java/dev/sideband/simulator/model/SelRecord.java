package dev.sideband.simulator.model;

import dev.sideband.ipmi.wire.Bytes;

/**
 * A record as it stands in a log.
 *
 * @param id 1 to FFFEh
 * @param bytes all 16, the id included
 */
public record SelRecord(int id, Bytes bytes) {
    public static final int LENGTH = 16;

    public SelRecord {
        if (id < 1 || id > 0xFFFE || bytes.length() != LENGTH) {
            throw new IllegalArgumentException("id %d, %d bytes".formatted(id, bytes.length()));
        }
    }
}
