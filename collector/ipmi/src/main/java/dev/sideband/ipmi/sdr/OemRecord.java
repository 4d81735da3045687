package dev.sideband.ipmi.sdr;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;

/**
 * OEM record (IPMI 2.0 §43.12): a vendor's own bytes.
 *
 * @param manufacturerId IANA enterprise number of who defines {@code data}
 */
public record OemRecord(int id, int manufacturerId, Bytes data, Bytes raw) implements SdrRecord {
    static final int TYPE = 0xC0;

    static OemRecord read(int id, WireReader in, Bytes raw) {
        int manufacturerId = in.u24("manufacturer id") & 0x0F_FFFF;
        return new OemRecord(id, manufacturerId, Bytes.of(in.rest()), raw);
    }
}
