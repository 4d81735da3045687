package dev.sideband.ipmi.fru;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;

/**
 * With what the part is compatible (FRU definition §18.5, §18.6).
 *
 * @param manufacturerId IANA enterprise number of whoever defined the codes
 * @param entityId kind of part
 * @param firstCode the code that bit 0 of {@code mask} stands for
 * @param mask which codes it is compatible with
 */
public record CompatibilityInfo(
        int type, int manufacturerId, int entityId, int base, int firstCode, Bytes mask)
        implements MultiRecord {
    static final int BASE_TYPE = 0x04;
    static final int EXTENDED_TYPE = 0x05;

    static CompatibilityInfo read(int type, WireReader in) {
        return new CompatibilityInfo(
                type,
                in.u24("manufacturer id"),
                in.u8("entity id"),
                in.u8("compatibility base"),
                in.u8("first code") & 0x7F,
                Bytes.of(in.rest()));
    }

    /** Whether it adds to a base record. */
    public boolean extended() {
        return type == EXTENDED_TYPE;
    }
}
