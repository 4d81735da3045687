package dev.sideband.ipmi.fru;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;

import java.util.OptionalInt;

/**
 * A maker's own record (FRU definition §18.7).
 *
 * @param manufacturerId IANA enterprise number
 * @param data what follows it
 */
public record OemMultiRecord(int type, int manufacturerId, Bytes data) implements MultiRecord {
    /** PICMG, whose records describe the connections of AdvancedTCA and MicroTCA modules. */
    public static final int PICMG = 12634;

    static OemMultiRecord read(int type, WireReader in) {
        return new OemMultiRecord(type, in.u24("manufacturer id"), Bytes.of(in.rest()));
    }

    /** Which of PICMG's records it is; empty for other makers. */
    public OptionalInt picmgRecord() {
        return manufacturerId == PICMG && data.length() > 0
                ? OptionalInt.of(data.u8(0))
                : OptionalInt.empty();
    }
}
